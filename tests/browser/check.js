// node check.js [PAGE...] [--open-only PAGE...]: opens pages (those of docs/gallery without any) and looks at what they load, how they work by mouse and by
// keyboard, whom they shut out, and how they print. Ends with 1 and says what is wrong where something is.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from './browser.js';
import { Looking, tabTo } from './looking.js';

const GALLERY = path.join(import.meta.dirname, '../../docs/gallery');
const given = process.argv.slice(2);
const split = given.includes('--open-only') ? given.indexOf('--open-only') : given.length;
// Pages so large that they are only opened: to see that they do, and in how much time.
const large = given.slice(split + 1);
const pages = split ? given.slice(0, split) : readdirSync(GALLERY).filter((name) => name.endsWith('.html')).sort().map((name) => path.join(GALLERY, name));
const browser = await launch();
const looking = new Looking(browser);
const { problems } = looking;
const check = (right, what) => looking.check(right, what);
const open = (file, options) => looking.open(file, options);
const folder = mkdtempSync(path.join(tmpdir(), 'connote-pages-'));
try {
  for (const page of [...pages, ...large]) {
    const start = Date.now();
    await (large.includes(page) ? openLarge(page) : lookAt(page));
    console.log(`${path.basename(page)}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
for (const problem of problems) console.error(`PROBLEM ${problem}`);
console.log(`${pages.length} pages, ${looking.checks} checks, ${problems.length} problems`);
process.exit(problems.length || !pages.length ? 1 : 0);

async function lookAt(file) {
  await looking.inViews(file);
  const { tab, name, close } = await open(file);
  check(await tab.title() !== '', `${name}: no title`);
  check(await tab.evaluate(() => document.querySelectorAll('script').length) === 1, `${name}: more scripts than its own`);
  check(await tab.evaluate(() => globalThis.hostile === undefined), `${name}: foreign code ran`);
  check(await tab.evaluate(() => [...document.querySelectorAll('a[href]')].every((link) => /^(#|https?:\/\/)/.test(link.getAttribute('href')))), `${name}: an odd link`);
  await underlines(tab, name);
  if (await tab.locator('input[data-filter]').count()) await filters(tab, name);
  if (await tab.locator('#neutral-toggle').count()) await neutralView(tab, name);
  if (await tab.locator('table[data-sortable]').count()) await tables(tab, name);
  await close();
  await withoutScript(file);
  await onPaper(file);
}

async function openLarge(file) {
  for (const width of [1280, 320]) {
    const { tab, name, close } = await open(file, { width });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(over <= 0, `${name}, ${width} px: ${over} px wider than the window`);
    if (await tab.locator('#more').count()) {
      const before = await shownSpots(tab);
      await tab.locator('#more').click();
      const after = await shownSpots(tab);
      check(before === 300 && after > 300, `${name}: ${before} rows at first, ${after} after all were asked for`);
    }
    await close();
  }
}

// No two groups of techniques are told apart by colour alone, and no mark is without its number.
async function underlines(tab, name) {
  const styles = await tab.evaluate(() => ['g-label', 'g-distance', 'g-verb', 'g-soften', 'g-comment', 'g-judge'].map((group) => {
    const mark = document.createElement('mark');
    mark.className = group;
    document.body.append(mark);
    const style = getComputedStyle(mark);
    const thick = Number.parseFloat(style.textDecorationThickness) >= 4 ? 'thick' : 'thin';
    const seen = `${style.textDecorationLine} ${style.textDecorationStyle} ${thick}`;
    mark.remove();
    return seen;
  }));
  check(new Set(styles).size === styles.length, `${name}: two groups share an underline: ${styles.join(', ')}`);
  const bare = await tab.evaluate(() => {
    const numbered = new Set([...document.querySelectorAll('.n a')].map((link) => link.textContent));
    return [...document.querySelectorAll('mark[data-hit]')].map((mark) => mark.dataset.hit).filter((number) => !numbered.has(number));
  });
  check(bare.length === 0, `${name}: marks without a number: ${bare.slice(0, 5)}`);
  const adrift = await tab.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')).filter((href) => !document.getElementById(href.slice(1))));
  check(adrift.length === 0, `${name}: links to nothing: ${adrift.slice(0, 5)}`);
}

function shownSpots(tab) {
  return tab.evaluate(() => {
    const spots = [...document.querySelectorAll('[data-spot]')];
    const things = spots.length ? spots : [...document.querySelectorAll('table[data-sortable] tbody tr')];
    return things.filter((thing) => thing.getClientRects().length > 0).length;
  });
}

async function filters(tab, name) {
  const drawer = tab.locator('.switches');
  check(await tabTo(tab, drawer.locator('summary')), `${name}: the filters cannot be reached by the keyboard`);
  await tab.keyboard.press('Enter');
  check(await drawer.evaluate((details) => details.open), `${name}: the filters do not open by the keyboard`);
  for (const kind of ['voice', 'technique', 'lexicon']) {
    const box = tab.locator(`input[data-filter="${kind}"]`).first();
    if (!await box.count()) continue;
    const value = await box.inputValue();
    const before = await shownSpots(tab);
    await box.click();
    const after = await shownSpots(tab);
    const left = await tab.evaluate(([kind, value]) => [...document.querySelectorAll(`[data-${kind}="${CSS.escape(value)}"]`)].filter((thing) => thing.getClientRects().length > 0).length, [kind, value]);
    check(after < before && left === 0, `${name}: the filter ${kind} ${value} by mouse: ${before}, then ${after}, ${left} of it left`);
    const lit = await tab.evaluate(() => [...document.querySelectorAll('mark[data-hit]')].filter((mark) => !mark.classList.contains('off')).every((mark) => { const spot = document.querySelector(`[data-spot="${mark.dataset.hit}"]`); return spot && !spot.hidden; }));
    check(lit, `${name}: a mark is lit whose line is hidden`);
    const said = await tab.locator('#status').textContent();
    check(said.startsWith(`${after} of `), `${name}: the status says ${said}, ${after} are shown`);
    check(await tabTo(tab, box), `${name}: the filter ${kind} cannot be reached by the keyboard`);
    await tab.keyboard.press('Space');
    check(await shownSpots(tab) === before, `${name}: the filter ${kind} by keyboard does not bring back what it hid`);
  }
}

async function neutralView(tab, name) {
  const toggle = tab.locator('#neutral-toggle');
  const state = async () => ({
    pressed: await toggle.getAttribute('aria-pressed'),
    marked: await tab.locator('#marked').isVisible(),
    changed: await tab.locator('#neutral ins').first().isVisible(),
  });
  const is = async (neutral, how) => {
    const seen = await state();
    check(seen.pressed === String(neutral) && seen.marked === !neutral && seen.changed === neutral, `${name}: neutral view ${how}: ${JSON.stringify(seen)}`);
  };
  await is(false, 'at first');
  await toggle.click();
  await is(true, 'by mouse');
  check(await tabTo(tab, toggle), `${name}: the neutral view cannot be reached by the keyboard`);
  await tab.keyboard.press('Enter');
  await is(false, 'by Enter');
  await tab.keyboard.press('Space');
  await is(true, 'by Space');
  await tab.locator('.spot > a').first().click();
  await is(false, 'after a link to a mark');
}

async function tables(tab, name) {
  const header = tab.locator('th[data-sort]').filter({ has: tab.locator('button') });
  const count = await header.count();
  for (let column = 0; column < count; column += 1) {
    const one = header.nth(column);
    await one.locator('button').click();
    check(await sorted(tab, one), `${name}: column ${await one.textContent()} is not in order`);
    await one.locator('button').focus();
    await tab.keyboard.press('Enter');
    check(await sorted(tab, one), `${name}: column ${await one.textContent()} is not in order the other way round`);
  }
  const search = tab.locator('#search');
  if (!await search.count()) return;
  const before = await shownSpots(tab);
  check(await tabTo(tab, search), `${name}: the search cannot be reached by the keyboard`);
  await tab.keyboard.type('no such row anywhere');
  check(await shownSpots(tab) === 0, `${name}: the search finds what is not there`);
  await search.fill('');
  check(await shownSpots(tab) === before, `${name}: an empty search does not show all`);
}

function sorted(tab, header) {
  return header.evaluate((header) => {
    const down = header.getAttribute('aria-sort') === 'descending';
    const rows = [...header.closest('table').tBodies[0].rows];
    const values = rows.map((row) => { const cell = row.cells[header.cellIndex]; return (cell.hasAttribute('data-value') ? cell : cell.querySelector('[data-value]'))?.dataset.value; });
    if (values.some((value) => value === undefined)) return ['ascending', 'descending'].includes(header.getAttribute('aria-sort'));
    const numbers = values.filter((value) => value !== '').map(Number);
    const missing = values.findIndex((value) => value === '');
    return (missing < 0 || missing === numbers.length) && numbers.every((value, index) => index === 0 || (down ? numbers[index - 1] >= value : numbers[index - 1] <= value));
  });
}

// Everything is there without the script.
async function withoutScript(file) {
  const { tab, name, close } = await open(file, { javaScriptEnabled: false });
  for (const controls of await tab.locator('.controls').all()) check(!await controls.isVisible(), `${name}: controls are shown that do nothing without the script`);
  const [first] = await tab.locator('[data-spot], table[data-sortable] tbody tr').all();
  if (first) check(await first.isVisible(), `${name}: without the script the list is empty`);
  await close();
}

// Printed without colour the marks are there, with their numbers and what stands in the list.
async function onPaper(file) {
  const { tab, name, close } = await open(file);
  const spots = await tab.evaluate(() => [...document.querySelectorAll('#marked .n')].map((number) => number.textContent.trim()));
  const pdf = path.join(folder, `${name}.pdf`);
  await tab.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true, printBackground: false });
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const missing = [...new Set(spots)].filter((number) => !text.includes(number));
  check(missing.length === 0, `${name}: numbers of marks are not on paper: ${missing.slice(0, 5)}`);
  check(/What this cannot tell/.test(text), `${name}: the limits are not on paper`);
  if (spots.length) {
    // Underlines do not hang on colours of the background.
    const style = await tab.evaluate(() => getComputedStyle(document.querySelector('#marked mark')).textDecorationLine);
    check(style.includes('underline'), `${name}: marks on paper have no underline`);
    check(/\bsource\b/.test(text) && /neutral:/.test(text), `${name}: the reasons are not on paper`);
  }
  await close();
}
