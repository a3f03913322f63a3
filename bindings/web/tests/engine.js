// The engine of the built page, in the page, without its buttons: started by the page's own script for it, in the page and under its policy.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addressOf } from '../../../tests/browser/browser.js';

const SCRIPT = readFileSync(path.join(import.meta.dirname, '../page/engine.js'), 'utf8');

// Opens the page and starts an engine in it that `call` reaches.
export async function opened(browser, page, options = {}) {
  const tab = await browser.newPage(options);
  await tab.goto(addressOf(page));
  await tab.evaluate(`(async () => { const t = (name) => name; ${SCRIPT} window.tested = await startEngine(); })()`);
  return tab;
}

// What the engine answers, or { refused }; files are [name, bytes or text]. `gives` names what of the answer is wanted here.
export const call = (tab, name, options, files = []) => tab.evaluate(async ([name, options, files]) => {
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  try {
    return await window.tested.call(name, options, files.map(([file, base64]) => ({ name: file, bytes: bytesOf(base64) })));
  } catch (error) {
    return { refused: error.message };
  }
}, [name, options, files.map(([file, content]) => [file, Buffer.from(content).toString('base64')])]);
