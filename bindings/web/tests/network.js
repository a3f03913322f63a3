// node network.js PAGE: whether anything leaves the page. Seen at three places: the requests that the browser's tab makes, a proxy that everything but the
// file would have to go through, and what the page's own policy lets a script of it do. A page without a policy shows that the proxy would have seen it.
import { createServer } from 'node:net';
import { addressOf, launch } from '../../../tests/browser/browser.js';
import { opened } from './engine.js';
import { ARTICLE, OTHER, go, put, written } from './opened.js';

const [page] = process.argv.slice(2);
const problems = [];
const check = (good, said) => { if (!good) problems.push(said); };

// What comes is noted and hung up on; what the browser asks of its makers on its own account is no page's doing.
const OWN = /(^|[/ .])(google|googleapis|gstatic|gvt1)\.com[:/]/;
const seen = [];
const proxy = createServer((socket) => {
  socket.once('data', (data) => {
    const [line] = String(data).split('\r\n');
    if (!OWN.test(line)) seen.push(line);
    socket.destroy();
  });
  socket.on('error', () => {});
});
await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
const server = `http://127.0.0.1:${proxy.address().port}`;

const HOSTILE = `<!doctype html><html><head><title>Talks</title><base href="http://base.example/"><link rel="stylesheet" href="http://style.example/a.css">
<link rel="prefetch" href="http://prefetch.example/"><meta http-equiv="refresh" content="0;url=http://refresh.example/"></head><body><article><h1>Talks</h1>
<p>The Kyiv regime said nothing. <img src="http://image.example/a.png" onerror="fetch('http://onerror.example/')"><script>fetch('http://script.example/')</script></p>
<iframe src="http://frame.example/"></iframe><p style="background:url(http://background.example/)">The Kremlin regime said less, and nobody in the hall had asked it to.</p>
<video poster="http://poster.example/" src="http://video.example/"></video><form action="http://form.example/"><button>Send</button></form></article></body></html>`;

// Everything that the page does with texts, then the ways out that a script would try.
async function used(browser) {
  const tab = await opened(browser, page, { acceptDownloads: true });
  const requests = [];
  tab.on('request', (request) => requests.push(request.url()));
  tab.context().on('page', (other) => problems.push(`a window was opened: ${other.url()}`));
  await tab.reload();
  for (const [first, second] of [[written('hostile.html', HOSTILE)], [ARTICLE, OTHER]]) {
    await put(tab, first);
    if (second) await put(tab, second, 1);
    await go(tab, 'mark');
    await go(tab, 'report');
    await go(tab, 'start');
  }
  const out = requests.filter((url) => !/^(file:|blob:|data:)/.test(url));
  check(requests.length > 0, 'not even the page itself was seen to be loaded');
  check(out.length === 0, `requests: ${out}`);
  const allowed = await tab.evaluate(waysOut);
  check(allowed.length === 0, `the policy lets through: ${allowed}`);
  await tab.waitForTimeout(500);
  check(seen.length === 0, `the proxy saw ${seen}`);
  await tab.close();
}

// Gives the names of the ways that were not refused.
async function waysOut() {
  const refused = [];
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
  const address = (name) => `http://${name}.example/`;
  const put = (tag, properties) => document.body.append(Object.assign(document.createElement(tag), properties));
  const attempt = {
    fetch: () => fetch(address('fetch')),
    image: () => { new Image().src = address('image'); },
    beacon: () => navigator.sendBeacon(address('beacon'), 'text'),
    socket: () => new WebSocket('ws://socket.example/'),
    events: () => new EventSource(address('events')),
    script: () => put('script', { src: address('script') }),
    inline: () => put('script', { textContent: 'globalThis.inline = true' }),
    style: () => put('link', { rel: 'stylesheet', href: address('style') }),
    frame: () => put('iframe', { src: address('frame') }),
    object: () => put('object', { data: address('object') }),
    video: () => put('video', { src: address('video') }),
  };
  const open = [];
  for (const [name, tried] of Object.entries(attempt)) {
    const before = refused.length;
    try { await tried(); } catch { continue; }
    await new Promise((done) => setTimeout(done, 100));
    if (refused.length === before) open.push(name);
  }
  // The worker has the policy of the page.
  const source = "fetch('http://worker.example/').then(() => postMessage('open'), () => postMessage('refused'))";
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  if (await new Promise((done) => { worker.onmessage = ({ data }) => done(data); }) !== 'refused') open.push('worker');
  try { new Worker(address('worker')); await new Promise((done) => setTimeout(done, 100)); } catch { /* refused */ }
  if (globalThis.inline) open.push('inline script');
  return open;
}

const browser = await launch(['--proxy-bypass-list=<-loopback>', `--proxy-server=${server}`]);
try {
  await used(browser);
  const before = seen.length;
  const control = await browser.newPage();
  await control.goto(addressOf(written('open.html', '<!doctype html><title>No policy</title>')));
  await control.evaluate(() => fetch('http://control.example/').catch(() => null));
  check(seen.length > before && seen.some((line) => line.includes('control.example')), 'the proxy sees nothing, so it shows nothing');
} finally {
  await browser.close();
  proxy.close();
}
for (const problem of problems) console.error(`PROBLEM ${problem}`);
console.log(`network: the page opened from a file, its requests and a proxy watched (which saw ${seen.length} of the page without a policy): ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
