// node open.js PAGE...: how long pages take to open, until everything is laid out; the middle of five.
import { statSync } from 'node:fs';
import { addressOf, launch } from './browser.js';

const browser = await launch();
for (const page of process.argv.slice(2)) {
  const times = [];
  for (let run = 0; run < 5; run += 1) {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const start = performance.now();
    await tab.goto(addressOf(page), { waitUntil: 'load' });
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    times.push(performance.now() - start);
    await tab.close();
  }
  times.sort((first, second) => first - second);
  console.log(`${page}: ${(statSync(page).size / 1e6).toFixed(2)} MB, open after ${(times[2] / 1000).toFixed(2)} s (${times.map((time) => (time / 1000).toFixed(2)).join(' ')})`);
}
await browser.close();
