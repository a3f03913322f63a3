// node parity.js PAGE: the fixtures and a thousand generated texts, looked at in the page and by the native program ($CONNOTE or target/debug/connote): what
// `score` and `hits` say of each has to be the same, key by key in the same order. Then the times of a text of 20,000 words in both.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addressOf, launch } from '../../../tests/browser/browser.js';
import { call, calls, opened } from './engine.js';
import { generatedTexts } from './generated.js';
import { go, put, written } from './opened.js';

const [page] = process.argv.slice(2);
const ROOT = path.join(import.meta.dirname, '../../..');
const PROGRAM = path.resolve(process.env.CONNOTE || path.join(ROOT, 'target/debug/connote'));
const GENERATED = 1000;
const problems = [];

const folder = mkdtempSync(path.join(tmpdir(), 'connote-parity-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const native = (...words) => execFileSync(PROGRAM, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });

// Every fixture that is an article, each row of the tables as a table of its own, and the generated texts; in a folder of the names that they have in both.
function texts() {
  const fixtures = ['articles', 'html', 'reference'].flatMap((name) => readdirSync(path.join(ROOT, 'fixtures', name)).filter((file) => /\.(txt|html|md)$/.test(file))
    .map((file) => [`${name}-${file}`, readFileSync(path.join(ROOT, 'fixtures', name, file))]));
  const rows = ['first', 'second'].flatMap((name) => readFileSync(path.join(ROOT, `fixtures/voice/${name}.jsonl`), 'utf8').split('\n').filter(Boolean)
    .map((line, index) => [`voice-${name}-${String(index).padStart(3, '0')}.txt`, JSON.parse(line).text]));
  const cell = (text) => `"${String(text).replace(/"/g, '""')}"`;
  const tables = fixtures.filter(([name]) => name.endsWith('.txt')).map(([name, text]) => [name.replace('.txt', '.csv'), `id,outlet,text\n${cell(name)},A,${cell(text)}\n`]);
  const { lexicons } = JSON.parse(native('lexicon', 'list', '--format', 'json'));
  const terms = lexicons.flatMap((lexicon) => lexicon.entries).map((entry) => entry.term);
  const examples = readdirSync(path.join(ROOT, 'lexicons/en')).flatMap((file) => examplesOf(readFileSync(path.join(ROOT, 'lexicons/en', file), 'utf8')));
  if (terms.length < 500 || examples.length < 1500) throw new Error(`${terms.length} terms and ${examples.length} sentences in the lexicons`);
  const authored = [...fixtures, ...rows, ...tables];
  return { authored, all: [...authored, ...generatedTexts(terms, examples, GENERATED)], lexicons: lexicons.map((lexicon) => lexicon.id) };
}

// The example sentences of a lexicon file, what they accept and what they reject, without their marks.
const examplesOf = (toml) => [...toml.matchAll(/^(?:accept|reject) = \[\n((?:  ".*",\n)+)\]/gm)].flatMap(([, lines]) => lines.trim().split('\n'))
  .map((line) => JSON.parse(line.trim().replace(/,$/, '')).replace(/\[\[|\]\]/g, ''));

// Where two values differ first, with the place.
function difference(found, expected, place = '') {
  if (Object.is(found, expected)) return null;
  const both = [found, expected].every((value) => value && typeof value === 'object');
  if (!both || Array.isArray(found) !== Array.isArray(expected)) return `${place}: ${JSON.stringify(found)}; expected ${JSON.stringify(expected)}`;
  const [of, wanted] = [Object.keys(found), Object.keys(expected)];
  if (of.join() !== wanted.join()) return `${place}: keys ${of}; expected ${wanted}`;
  for (const key of wanted) {
    const inside = difference(found[key], expected[key], `${place}/${key}`);
    if (inside) return inside;
  }
  return null;
}

async function compare(tab, all, command, options = {}, words = []) {
  const native_ = JSON.parse(native(command, '--format', 'json', ...words, ...all.map(([name]) => name)));
  const counts = { texts: 0, hits: 0, voices: new Set(), entries: new Set() };
  if (native_.documents.length !== all.length) problems.push(`${command}: the program read ${native_.documents.length} of ${all.length} texts`);
  const answers = [];
  for (let from = 0; from < all.length; from += 100) answers.push(...await calls(tab, command, options, all.slice(from, from + 100).map((file) => [file])));
  for (const [index, file] of all.entries()) {
    const found = answers[index];
    const expected = { run: native_.run, documents: [native_.documents[index]] };
    const differs = difference(found, expected);
    if (differs) problems.push(`${command} ${file[0]}: ${differs}`);
    counts.texts += 1;
    for (const hit of expected.documents[0].hits) {
      counts.hits += 1;
      counts.voices.add(hit.voice);
      counts.entries.add(hit.entry);
    }
  }
  console.log(`${[command, ...words].join(' ').slice(0, 40)}: ${counts.texts} texts, ${counts.hits} hits of ${counts.entries.size} entries, voices ${[...counts.voices].sort().join(' ')}`);
  return counts;
}

// Options: what is switched on and off, no reference, a list of one's own; in both ways.
async function compareOptions(tab, [name, content]) {
  const list = readFileSync(path.join(ROOT, 'src/authoring/template.toml'), 'utf8');
  writeFileSync(path.join(folder, 'own.toml'), list);
  const cases = [
    [{ disable: ['labels'] }, ['--disable', 'labels']],
    [{ enable: ['boosters-hedges'], only: ['boosters-hedges', 'labels'] }, ['--only', 'boosters-hedges,labels', '--enable', 'boosters-hedges']],
    [{ lexicons: [{ name: 'own.toml', text: list }] }, ['--lexicon', 'own.toml']],
  ];
  for (const [options, words] of cases) {
    for (const command of ['score', 'hits']) {
      const differs = difference(await call(tab, command, options, [[name, content]]), JSON.parse(native(command, '--format', 'json', ...words, name)));
      if (differs) problems.push(`${command} ${words.join(' ')}: ${differs}`);
    }
  }
  const alone = difference(await call(tab, 'score', { reference: null }, [[name, content]]), JSON.parse(native('score', '--format', 'json', '--no-reference', name)));
  if (alone) problems.push(`score --no-reference: ${alone}`);
}

// The pages that the command line writes, byte for byte.
async function comparePages(tab, one, other) {
  const changed = ['--disable', 'labels,attr-claim', '--enable', 'abo-label-pro-life'];
  const pages = [
    [await call(tab, 'report', { disable: ['labels', 'attr-claim'], enable: ['abo-label-pro-life'] }, [one]), native('score', '--format', 'html', ...changed, one[0])],
    [await call(tab, 'report', {}, [one]), native('score', '--format', 'html', one[0])],
    [await call(tab, 'report', {}, [one, other]), native('compare', one[0], '--with', other[0], '--format', 'html')],
  ];
  for (const [found, expected] of pages) if (found.html !== expected) problems.push(`report of ${found.documents}: not the page of the program`);
  const exercise = await call(tab, 'exercise', {}, [one]);
  const expected = JSON.parse(native('exercise', '--format', 'json', '--type', 'mark', '--whole', '--min-items', '1', one[0]));
  const wanted = { ...expected, run: { ...expected.run, options: exercise.json.run.options } };
  const differs = difference(exercise.json, wanted);
  if (differs) problems.push(`exercise: ${differs}`);
}

const middle = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

// A text of 20,000 words: marked in the page within a second.
async function speed(browser, tab) {
  const parts = readdirSync(path.join(ROOT, 'fixtures/articles')).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(path.join(ROOT, 'fixtures/articles', name), 'utf8').trim());
  let text = '';
  for (let index = 0; text.split(/\s+/).length < 20000; index += 1) text += `${parts[index % parts.length]}\n\n`;
  writeFileSync(path.join(folder, 'long.txt'), text);
  const timed = async (work, runs = 5) => {
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
    return Math.round(middle(times));
  };
  const inPage = (name, where = tab) => where.evaluate(async ([name, text]) => {
    const start = performance.now();
    await window.tested.call(name, {}, [{ name: 'long.txt', bytes: new TextEncoder().encode(text) }]);
    return performance.now() - start;
  }, [name, text]);
  // The first text of a page that was just opened, for which the lists are made ready.
  const firsts = [];
  for (let run = 0; run < 3; run += 1) {
    const fresh = await opened(browser, page);
    firsts.push(await inPage('report', fresh));
    await fresh.close();
  }
  const first = Math.round(middle(firsts));
  for (const command of ['hits', 'score', 'report']) {
    const times = [];
    for (let run = 0; run < 5; run += 1) times.push(await inPage(command));
    const words = command === 'report' ? ['score', '--format', 'html'] : [command, '--format', 'json'];
    const page = Math.round(middle(times));
    console.log(`20,000 words, ${command}: ${page} ms in the page, ${await timed(() => native(...words, 'long.txt'))} ms by the program ${path.relative(ROOT, PROGRAM)}, started anew each time${command === 'report' ? `; the first in a page just opened ${first} ms` : ''}`);
    if (page > 1000) problems.push(`${command} of 20,000 words: ${page} ms; expected at most 1000`);
  }
  if (first > 1000) problems.push(`the first report, of 20,000 words: ${first} ms; expected at most 1000`);
  return text;
}

// The same by the buttons of the page, from the click until the browser has drawn the marks.
async function speedByHand(browser, text) {
  const tab = await browser.newPage();
  await tab.goto(addressOf(page));
  const drawn = (name) => tab.evaluate((name) => new Promise((done) => {
    const start = performance.now();
    const look = () => (document.querySelector('#marked mark') ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(look, 5));
    document.querySelector(`nav [data-go="${name}"]`).click();
    look();
  }), name);
  await put(tab, written('short.txt', 'The Kyiv regime said nothing.'));
  await drawn('report');
  await go(tab, 'start');
  await tab.locator('[data-take-away]').first().click();
  await put(tab, written('long.txt', text));
  const time = Math.round(await drawn('report'));
  const marks = await tab.locator('#marked mark').count();
  console.log(`20,000 words: ${marks} marks drawn ${time} ms after the click`);
  if (time > 1000) problems.push(`20,000 words are drawn after ${time} ms; expected at most 1000`);
  await tab.close();
}

const browser = await launch();
try {
  const start = Date.now();
  const { all, authored, lexicons } = texts();
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of all) writeFileSync(path.join(folder, name), content);
  const began = performance.now();
  const tab = await opened(browser, page);
  console.log(`page open and its engine ready a second time after ${Math.round(performance.now() - began)} ms`);
  await speedByHand(browser, await speed(browser, tab));
  await compare(tab, authored, 'hits');
  await compare(tab, all, 'score');
  // The same with all that is off by default switched on.
  const { hits, entries, voices } = await compare(tab, all, 'hits', { enable: lexicons }, ['--enable', lexicons.join(',')]);
  // Less would show little.
  if (hits < 8000 || entries.size < 600 || voices.size < 4) problems.push('too few hits to show anything');
  await compareOptions(tab, all[0]);
  await comparePages(tab, all[3], all[4]);
  console.log(`page and program: ${((Date.now() - start) / 1000).toFixed(1)} s`);
} finally {
  await browser.close();
}
for (const problem of problems.slice(0, 20)) console.error(`PROBLEM ${problem}`);
console.log(`page and program: ${problems.length} differences`);
process.exit(problems.length ? 1 : 0);
