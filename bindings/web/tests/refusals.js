// node refusals.js PAGE: bad input at the engine: a message that says what to do, or a result; never a stop, never a wait without end, and the page goes on
// answering meanwhile. Then the engine stopped in the middle of its work and started anew.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../../../tests/browser/browser.js';
import { call, opened } from './engine.js';
import { ARTICLE, ROOT } from './opened.js';

const [page] = process.argv.slice(2);
const problems = [];
const check = (good, said) => { if (!good) problems.push(said); };

const browser = await launch();
const tab = await opened(browser, page);
const stops = [];
tab.on('pageerror', (error) => stops.push(error.message));

const article = readFileSync(ARTICLE, 'utf8');
const bytes = (length, of) => Uint8Array.from({ length }, (_, index) => of(index));
const REFUSED = [
  ['nothing', ['empty.txt', ''], /empty/],
  ['white space', ['space.txt', ' \n\t\n '], /./],
  ['a picture', ['picture.txt', bytes(5000, (index) => (index < 4 ? [0x89, 0x50, 0x4e, 0x47][index] : (index * 37) % 256))], /picture\.txt: .*(text|bytes)/],
  ['zeros', ['zeros.txt', new Uint8Array(1000)], /zeros\.txt/],
  ['another kind of file', ['letter.docx', 'PK'], /letter\.docx: .*docx/],
  ['two articles in one table', ['two.csv', 'id,text\n1,One text.\n2,Another text.\n'], /two\.csv: 2 texts; expected one/],
  ['a table without a text', ['none.csv', 'id,words\n1,One text.\n'], /call the column with the text "text"/],
  ['a table without rows', ['rows.csv', 'id,text\n'], /rows\.csv/],
  ['a broken table', ['broken.csv', 'id,text\n1,"One text.\n'], /broken\.csv:2: /],
  ['10 MB of text', ['large.txt', article.repeat(Math.ceil((10 << 20) / article.length))], /large\.txt: 10\.\d MB; expected one article of at most 8 MB/],
  ['much text in markup', ['large.html', `<p>${article.repeat(Math.ceil(3e6 / article.length))}`], /large\.html: 3\.\d MB; expected one article of at most 1 MB/],
];
for (const [name, file, expected] of REFUSED) {
  for (const command of ['score', 'report', 'exercise']) {
    const { refused } = await call(tab, command, {}, [file]);
    // White space is a text without words: the command line scores it, too.
    if (name === 'white space') continue;
    check(refused && expected.test(refused), `${name}, ${command}: ${refused}`);
  }
}

const LISTS = [
  ['no TOML', 'this is no list', /own\.toml:1:/, 1],
  ['an unknown key', '[lexicon]\nid = "own"\ncolour = "red"\n', /own\.toml:3:[^]*colour/, 3],
  ['a broken rule', readFileSync(path.join(ROOT, 'src/authoring/template.toml'), 'utf8').replace('id = "harbour"', 'id = "Har bour"'), /own\.toml:1:/, 1],
];
for (const [name, text, expected, line] of LISTS) {
  const own = { lexicons: [{ name: 'own.toml', text }] };
  const { problems: [first] = [] } = await call(tab, 'check_lexicon', own);
  check(first && first.line === line && expected.test(first.message), `${name}: ${JSON.stringify(first)}`);
  const { refused } = await call(tab, 'report', own, [['a.txt', article]]);
  check(refused === first?.message, `${name}, in use: ${refused}`);
}
const template = await call(tab, 'template', { id: 'own' });
const checked = await call(tab, 'check_lexicon', { lexicons: [{ name: 'own.toml', text: template.text }] });
check(checked.problems?.length === 0 && checked.entries === 2 && checked.id === 'own', `the template: ${JSON.stringify(checked)}`);
const failing = template.text.replace('accept = [', 'accept = [\n  "Nothing of [[the kind]] stands here.",\n');
const failed = await call(tab, 'check_lexicon', { lexicons: [{ name: 'own.toml', text: failing }] });
check(failed.problems?.length === 1 && /accept sentence 1/.test(failed.problems[0].message), `an example that does not hold: ${JSON.stringify(failed)}`);

// A text without a listed word can be marked all the same.
const plain = await call(tab, 'exercise', {}, [['plain.txt', 'The ferry left at nine. Two hundred people were on board.']]);
check(plain.html?.includes('class="w"') && plain.json.passages[0].key.length === 0, `without a listed word: ${JSON.stringify(plain).slice(0, 300)}`);
const twice = await call(tab, 'exercise', {}, [['a.txt', article], ['a.txt', article]]);
check(/two texts called "a\.txt"/.test(twice.refused), `two of one name: ${twice.refused}`);
for (const [name, files] of [['nothing', []], ['score', [['a.txt', 'A'], ['b.txt', 'B']]], ['report', []]]) {
  check((await call(tab, name, {}, files)).refused, `${name} of ${files.length} texts is answered`);
}
check(/no such reference; expected world-2024/.test((await call(tab, 'score', { reference: 'bbc-2004' }, [['a.txt', article]])).refused), 'another reference');
check(/neither a lexicon nor an entry/.test((await call(tab, 'score', { disable: ['nobody'] }, [['a.txt', article]])).refused), 'an unknown name');

// Other languages: a result and a warning.
const german = 'Die Fähre lag am Morgen noch im Hafen, und niemand wusste, wann sie fahren würde. Der Rat will am Dienstag darüber abstimmen, sagte die Bürgermeisterin. '.repeat(5);
const foreign = await call(tab, 'report', {}, [['german.txt', german]]);
check(foreign.warnings?.some((warning) => /german\.txt: .*(language|English)/i.test(warning)), `German: ${JSON.stringify(foreign.warnings ?? foreign)}`);

// Large, deep and strange: a result or a message, in bearable time, while the page goes on.
const next = (() => { let state = 7; return () => { state = (Math.imul(state, 48271) >>> 0) % 2147483647; return state / 2147483647; }; })();
const STRANGE = [
  ['150,000 words', 'long.txt', article.repeat(Math.floor(9e5 / article.length))],
  ['a word of 1 MB', 'word.txt', 'a'.repeat(1e6)],
  ['quotation marks alone', 'marks.txt', '“'.repeat(200000)],
  ['deep markup', 'deep.html', `<article>${'<div>'.repeat(100000)}The Kyiv regime.`],
  ['unclosed markup', 'open.html', '<p><b><i>'.repeat(50000)],
  ['deep quotations', 'deep.md', `${'> '.repeat(20000)}The Kyiv regime.`],
];
await tab.evaluate(() => { globalThis.beats = []; setInterval(() => globalThis.beats.push(performance.now()), 20); });
for (const [name, file, text] of STRANGE) {
  const start = performance.now();
  const found = await call(tab, 'hits', {}, [[file, text]]);
  const took = performance.now() - start;
  check(found.documents || /expected/.test(found.refused), `${name}: ${JSON.stringify(found).slice(0, 300)}`);
  check(took < 30000, `${name}: ${Math.round(took)} ms`);
  console.log(`${name}: ${found.documents ? `${found.documents[0].hits.length} hits` : found.refused} after ${Math.round(took)} ms`);
}
for (let run = 0; run < 300; run += 1) {
  const length = Math.floor(next() * 400);
  const noise = bytes(length, () => (next() < 0.6 ? 32 + Math.floor(next() * 95) : Math.floor(next() * 256)));
  const name = ['a.txt', 'a.html', 'a.md', 'a.csv'][run % 4];
  const found = await call(tab, run % 2 ? 'report' : 'exercise', {}, [[name, noise]]);
  check('html' in found || /expected|row|text|article/.test(found.refused), `noise ${run}: ${JSON.stringify(found).slice(0, 300)}`);
}

// Stopped in the middle: what waits is told, the page has answered all the time, and the next call is answered.
const stopped = await tab.evaluate(async (article) => {
  const files = (text) => [{ name: 'a.txt', bytes: new TextEncoder().encode(text) }];
  // As many as no machine has done before it is told to stop.
  const long = () => window.tested.call('report', {}, files(article.repeat(Math.floor(9e5 / article.length)))).then(() => 'done', (error) => error.message);
  const [running] = Array.from({ length: 20 }, long).reverse();
  await new Promise((done) => setTimeout(done, 150));
  const beats = globalThis.beats.length;
  await new Promise((done) => setTimeout(done, 300));
  const beaten = globalThis.beats.length - beats;
  const anew = window.tested.restart('stopped by the reader');
  const said = await running;
  await anew;
  const after = await window.tested.call('hits', {}, files(article));
  return { said, beaten, hits: after.documents[0].hits.length };
}, article);
check(stopped.said === 'stopped by the reader', `stopped: ${stopped.said}`);
check(stopped.beaten >= 8, `the page answered ${stopped.beaten} times in 300 ms`);
check(stopped.hits > 5, `after a new start: ${stopped.hits} hits`);
check(stops.length === 0, `errors of the page: ${stops}`);

await browser.close();
for (const problem of problems) console.error(`PROBLEM ${problem}`);
console.log(`bad input at the engine: ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
