// What can be put in: every kind of file, dropped files, lists of one's own; and what cannot: a clear message, and the page stays as it was.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ARTICLE, OTHER, ROOT, go, idle, marksOf, message, native, nativeHits, put, saved, written } from './opened.js';

export async function input(looking, page) {
  await kinds(looking, page);
  await drops(looking, page);
  await ownList(looking, page);
  await refused(looking, page);
  await harmless(looking, page);
  await onPaper(looking, page);
}

const HEAD = '<!doctype html><html><head><title>A day at the halt</title><script>globalThis.hostile = 1</script></head><body>';
const FILES = {
  'note.txt': 'A day at the halt\n\nThe Kyiv regime kept its men waiting. “The Kremlin regime did it,” she said.\n',
  'note.md': '# A day at the halt\n\nThe **Kyiv regime** kept its men waiting.\n\n> The Kremlin regime did it, she said.\n',
  'note.html': `${HEAD}<article><h1>A day at the halt</h1><p>The <b>Kyiv regime</b> kept its men waiting for nine hours.</p><p>“The Kremlin regime did it,” she said.</p></article></body></html>`,
  'note.csv': 'id,title,text\n7,A day at the halt,"The Kyiv regime kept its men waiting, he wrote."\n',
};

async function kinds(looking, page) {
  const { tab, close } = await looking.open(page);
  for (const [name, content] of Object.entries(FILES)) {
    const file = written(name, content);
    await put(tab, file);
    await go(tab, 'report');
    const hits = nativeHits(file);
    looking.check(hits.length > 0 && await marksOf(tab) === hits.length, `${name}: ${await marksOf(tab)} marks, ${hits.length} hits`);
    // Of tables the program does not look at who speaks; the page does, as of any article.
    const { text } = await saved(tab, () => tab.locator('.p-tools button').first().click());
    looking.check(name.endsWith('.csv') || text === native(['score', '--format', 'html'], [file]), `${name}: the saved report is not the one of the program`);
    await go(tab, 'start');
  }
  await close();
}

const drop = (tab, target, files) => tab.evaluate(([target, files]) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  const at = document.querySelector(target);
  for (const type of ['dragenter', 'dragover', 'drop']) at.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
}, [target, files]);

async function drops(looking, page) {
  const { tab, close } = await looking.open(page);
  const shown = () => tab.locator('.p-file:visible span').allTextContents();
  await drop(tab, 'h1', [['a.txt', FILES['note.txt']]]);
  await tab.locator('[data-slot="0"] .p-file').waitFor();
  looking.check((await shown()).join().includes('a.txt'), `dropped: ${await shown()}`);
  await drop(tab, 'h1', [['second.txt', 'S']]);
  await tab.locator('[data-slot="1"] .p-file').filter({ hasText: 'second.txt' }).waitFor();
  looking.check(/a\.txt.*second\.txt/.test((await shown()).join()), `a second one dropped: ${await shown()}`);
  await drop(tab, 'h1', [['third.txt', 'T']]);
  looking.check((await message(tab)).includes('third.txt') && /a\.txt.*second\.txt/.test((await shown()).join()), `a third one dropped: ${await shown()}`);
  await drop(tab, 'body', [['b.txt', 'B'], ['c.txt', 'C'], ['d.txt', 'D']]);
  await tab.locator('[data-slot="1"] .p-file').filter({ hasText: 'c.txt' }).waitFor();
  looking.check(/b\.txt.*c\.txt/.test((await shown()).join()) && (await message(tab)).includes('first 2'), `three dropped: ${await shown()}`);
  await drop(tab, '[data-slot="1"]', [['e.txt', 'E']]);
  await tab.locator('[data-slot="1"] .p-file').filter({ hasText: 'e.txt' }).waitFor();
  looking.check(/b\.txt.*e\.txt/.test((await shown()).join()), `dropped on text B: ${await shown()}`);
  await close();
}

// The list that the page itself gives is opened, counts, and is taken away again; a broken one says where, and does not count.
async function ownList(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `own list: ${what}`);
  const article = written('harbour.txt', 'News from the harbour\n\nNeighbours met to stop the destruction of the harbour. The Kyiv regime was not there.\n');
  await put(tab, article);
  await tab.locator('.p-settings > summary').click();
  const list = await saved(tab, () => tab.locator('#p-own-template').click());
  await tab.locator('#p-own-open').setInputFiles(list.file);
  await tab.locator('#p-own-lists li').waitFor();
  await go(tab, 'report');
  const hits = nativeHits(article, ['--lexicon', path.basename(list.file)]);
  check(hits.some(({ lexicon }) => lexicon === 'my-list') && await marksOf(tab) === hits.length, `${await marksOf(tab)} marks, ${hits.length} hits`);
  await go(tab, 'start');
  await tab.locator('#p-own-open').setInputFiles(written('copy.toml', list.text));
  check((await message(tab)).includes('copy.toml') && await tab.locator('#p-own-lists li').count() === 1, `the same list twice: ${await message(tab)}`);
  const lines = list.text.split('\n');
  const at = lines.findIndex((line) => line.startsWith('technique ='));
  const broken = [...lines.slice(0, at), 'technik = "labeling"', ...lines.slice(at)].join('\n');
  await go(tab, 'start');
  await tab.locator('#p-own-open').setInputFiles(written('broken.toml', broken));
  await tab.locator('#p-own-problems li').waitFor();
  const said = await tab.locator('#p-own-problems').textContent();
  check(said.includes('broken.toml') && said.includes(`line ${at + 1}`) && said.includes('technik'), `a broken list says: ${said}`);
  check(await tab.locator('#p-own-lists li').count() === 1, 'the broken list is in use');
  await tab.locator('#p-own-open').setInputFiles(written('noise.toml', Buffer.from([0, 255, 254, 7, 0, 1])));
  await tab.locator('#p-own-problems').filter({ hasText: 'noise.toml' }).waitFor();
  await tab.locator('#p-own-lists button').click();
  await go(tab, 'report');
  check(await marksOf(tab) === nativeHits(article).length, 'a list that was taken away counts');
  await close();
}

// What cannot be an article: a message that names it, nothing frozen, and what was marked is still there.
async function refused(looking, page) {
  const { tab, close } = await looking.open(page);
  await go(tab, 'report');
  looking.check((await message(tab)).includes('no text yet'), `an empty page: ${await message(tab)}`);
  await put(tab, ARTICLE);
  await go(tab, 'mark');
  await tab.locator('.w').nth(5).click();
  const cases = {
    'empty.txt': ['', /empty/],
    'binary.txt': [Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919) % 256)), /binary/],
    'two.csv': ['text\none\ntwo\n', /2 texts; expected one/],
    'columns.csv': ['a,b\n1,2\n', /column/],
    'large.txt': ['The Kyiv regime spoke. '.repeat(450_000), /10\.4 MB/],
    'picture.png': [Buffer.from([0x89, 0x50, 0x4e, 0x47]), /kind/],
  };
  for (const [name, [content, expected]] of Object.entries(cases)) {
    await go(tab, 'start');
    const start = Date.now();
    await tab.locator('[data-slot="0"] input[type=file]').setInputFiles(written(name, content));
    await tab.locator('#p-problem p').filter({ hasText: name }).waitFor();
    const said = await message(tab);
    looking.check(said.includes(name) && expected.test(said), `${name}: ${said}`);
    looking.check(Date.now() - start < 5000, `${name}: an answer after ${Date.now() - start} ms`);
    looking.check(await tab.locator('.p-report').count() === 0, `${name}: a report`);
  }
  // Ten megabytes in the clipboard.
  await go(tab, 'start');
  const takeAway = tab.locator('[data-slot="0"] [data-take-away]');
  if (await takeAway.isVisible()) await takeAway.click();
  await paste(tab, 'The Kyiv regime spoke. '.repeat(450_000));
  looking.check((await message(tab)).includes('10.4 MB') && await tab.locator('#p-text-0').inputValue() === '', `ten megabytes pasted: ${await message(tab)}`);
  await paste(tab, 'The Kyiv regime spoke. '.repeat(20_000));
  await tab.locator('[data-slot="0"] .p-file').filter({ hasText: '460 kB' }).waitFor();
  // No list at all.
  await tab.locator('.p-settings > summary').click();
  await tab.locator('#p-list-none').click();
  await go(tab, 'report');
  looking.check((await message(tab)).includes('at least one list'), `no list: ${await message(tab)}`);
  await tab.locator('#p-list-all').click();
  await put(tab, ARTICLE);
  await tab.locator('nav [data-go="mark"]').click();
  await tab.locator('#p-lose[open]').waitFor();
  await tab.locator('#p-lose [data-answer="stay"]').click();
  await tab.locator('.p-marking').waitFor();
  looking.check(await tab.locator('.cards > li').count() === 1, 'a mark was lost by bad input');
  await close();
}

async function paste(tab, text) {
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tab.evaluate((text) => navigator.clipboard.writeText(text), text);
  await tab.locator('#p-text-0').focus();
  await tab.keyboard.press('Control+V');
}

const OTHER_LANGUAGES = {
  'german.txt': 'Der Bus fährt um neun Uhr ab und hält an der Schule, an der Brücke und vor dem Rathaus. Die Bürgermeisterin sagte gestern, dass die neue Linie schon im Frühjahr eröffnet werden soll, wenn der Gemeinderat zustimmt. Viele Leute warten seit Jahren darauf.\n',
  'ukrainian.txt': 'Автобус вирушає о дев’ятій і зупиняється біля школи, біля мосту та перед ратушею. Мешканці чекали на цю лінію багато років. Міська голова сказала, що новий маршрут відкриють навесні, якщо рада погодиться, і що квиток коштуватиме стільки, скільки тепер. Дехто боїться, що ранковий автобус скасують.\n',
};

// A text without words says so; text in another language is shown with a warning; markup in a text is text.
async function harmless(looking, page) {
  const { tab, close } = await looking.open(page);
  await put(tab, written('spaces.txt', ' \n \t\n'));
  await go(tab, 'report');
  looking.check((await tab.locator('.p-report').innerText()).includes('no word in this text'), 'a text without words: nothing is said');
  await go(tab, 'start');
  for (const [name, text] of Object.entries(OTHER_LANGUAGES)) {
    await put(tab, written(name, text));
    await go(tab, 'report');
    looking.check(/Mind: .*language/i.test(await tab.locator('.p-report').innerText()), `${name}: no warning`);
    await go(tab, 'mark');
    looking.check(/Mind: .*language/i.test(await tab.locator('.p-remark').innerText()), `${name}: no warning on the marking page`);
    await go(tab, 'start');
  }
  const hostile = `</title></textarea></script><script>globalThis.hostile = 1</script>\n\n<img src=x onerror="globalThis.hostile = 1"> The Kyiv regime <b onclick="globalThis.hostile = 1">spoke</b>. <svg onload="globalThis.hostile=1"> {{text title}} {n} <a href="javascript:globalThis.hostile=1">x</a>\n`;
  for (const name of ['hostile.txt', 'hostile.md', '<img src=x onerror=hostile=1>.txt']) {
    await put(tab, written(name, hostile));
    for (const view of ['report', 'mark']) {
      await go(tab, view);
      looking.check(await tab.evaluate(() => globalThis.hostile === undefined && !document.querySelector('#p-start ~ img, .p-report img, .p-marking img, [onclick], [onload], [onerror]') && [...document.links].every((link) => /^(#|https?:)/.test(link.getAttribute('href')))), `${name}, ${view}: foreign code or markup`);
      looking.check((await tab.locator('main').innerText()).includes('Kyiv regime'), `${name}, ${view}: the text is not there`);
    }
    await go(tab, 'start');
  }
  await tab.locator('[data-slot="0"] [data-take-away]').click();
  await tab.locator('#p-text-0').fill(hostile);
  await go(tab, 'report');
  looking.check(await tab.evaluate(() => globalThis.hostile === undefined) && (await tab.locator('#marked').innerText()).includes('<img src=x'), 'pasted markup is not text');
  await close();
}

// Printed, a report has its marks and limits, and nothing of the page around it.
async function onPaper(looking, page) {
  const { tab, close } = await looking.open(page);
  await put(tab, ARTICLE);
  await put(tab, OTHER, 1);
  await tab.locator('#p-second-remove').click();
  await go(tab, 'report');
  await tab.emulateMedia({ media: 'print' });
  const seen = await tab.evaluate(() => ({ nav: document.querySelector('nav').getClientRects().length, tools: document.querySelector('.p-tools').getClientRects().length, text: document.body.innerText }));
  looking.check(seen.nav === 0 && seen.tools === 0, 'buttons on paper');
  looking.check(seen.text.includes('What this cannot tell') && seen.text.includes('Kyiv regime'), 'the report is not on paper');
  await close();
}

// Every text of the page is used, and every text that is used is there.
export function texts(looking) {
  const folder = path.join(ROOT, 'bindings/web/page');
  const read = (name) => readFileSync(path.join(folder, name), 'utf8');
  const known = Object.keys(JSON.parse(read('texts.en.json')));
  const scripts = ['texts.js', 'engine.js', 'files.js', 'lists.js', 'report.js', 'marking.js', 'page.js'].map(read).join('\n');
  const page = read('index.html');
  const named = [...page.matchAll(/\{\{text (\w+)\}\}/g)].map(([, name]) => name);
  const missing = [...named, ...[...scripts.matchAll(/\bt\('(\w+)'/g)].map(([, name]) => name)].filter((name) => !known.includes(name));
  const unused = known.filter((name) => !named.includes(name) && !scripts.includes(`'${name}'`) && !scripts.includes(`TEXTS.${name}`));
  looking.check(missing.length === 0 && unused.length === 0, `texts missing: ${missing}; unused: ${unused}`);
}
