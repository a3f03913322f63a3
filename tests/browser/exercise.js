// node exercise.js FOLDER PAGE ODD: a lesson folder and its worksheet with key in one page, looked at and played through. What is right comes from
// FOLDER/exercise.json; the self-check page is worked by the keyboard alone. ODD is a lesson folder of hostile articles, which is only looked at.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from './browser.js';
import { Looking, tabOn } from './looking.js';

const [folder, together, odd] = process.argv.slice(2);
const keyOf = (folder) => JSON.parse(readFileSync(path.join(folder, 'exercise.json'), 'utf8'));
const exercise = keyOf(folder);
const inFolder = (name) => path.join(folder, `${name}.html`);
const printed = [inFolder('worksheet'), inFolder('answer-key'), inFolder('blind-copy'), together];
const browser = await launch();
const looking = new Looking(browser);
const check = (right, what) => looking.check(right, what);
const scratch = mkdtempSync(path.join(tmpdir(), 'connote-exercise-'));
try {
  for (const page of printed) await onScreen(page);
  await onPaper();
  await onScreen(inFolder('self-check'), checked);
  await byKeyboard();
  await targets();
  await byMouseAndTouch();
  for (const name of ['worksheet', 'answer-key', 'blind-copy', 'self-check']) await onScreen(path.join(odd, `${name}.html`), name === 'self-check' ? checked : undefined, keyOf(odd));
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
for (const problem of looking.problems) console.error(`PROBLEM ${problem}`);
console.log(`an exercise: ${looking.checks} checks, ${looking.problems.length} problems`);
process.exit(looking.problems.length ? 1 : 0);

async function onScreen(file, prepare, expected = exercise) {
  await looking.inViews(file);
  if (prepare) await looking.inViews(file, prepare);
  const { tab, name, close } = await looking.open(file);
  const seen = await tab.evaluate(() => ({
    levels: [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName[1])),
    texts: [...document.querySelectorAll('[data-passage]')].map((text) => {
      const copy = text.cloneNode(true);
      copy.querySelectorAll('[data-extra]').forEach((extra) => extra.remove());
      return { index: Number(text.dataset.passage), text: [...copy.querySelectorAll('p')].map((paragraph) => paragraph.textContent).join('\n\n') };
    }),
    tables: [...document.querySelectorAll('table')].filter((table) => !table.caption || !table.querySelector('th[scope=col]') || [...table.querySelectorAll('tbody tr')].some((row) => !row.querySelector('th[scope=row]'))).length,
    language: document.documentElement.lang,
    hostile: globalThis.hostile !== undefined || [...document.links].some((link) => !/^(#|https?:)/.test(link.getAttribute('href'))),
  }));
  check(seen.levels[0] === 1 && seen.levels.filter((level) => level === 1).length === 1, `${name}: not one first heading: ${seen.levels}`);
  check(seen.levels.every((level, index) => index === 0 || level <= seen.levels[index - 1] + 1), `${name}: headings out of order: ${seen.levels}`);
  check(seen.language === expected.language, `${name}: lang is ${seen.language}`);
  check(!seen.hostile, `${name}: foreign code ran, or an odd link`);
  check(seen.tables === 0, `${name}: ${seen.tables} tables without caption or scopes`);
  check(seen.texts.length >= expected.passages.length, `${name}: ${seen.texts.length} texts`);
  for (const { index, text } of seen.texts) check(text === expected.passages[index].text, `${name}: text ${index} is not that of the exercise`);
  await marks(tab, name);
  await close();
}

// No two groups of techniques are told apart by colour alone, no mark is without its number, and the legend has them all.
async function marks(tab, name) {
  const seen = await tab.evaluate(() => {
    const look = (element) => { const style = getComputedStyle(element); return `${style.textDecorationLine} ${style.textDecorationStyle} ${Number.parseFloat(style.textDecorationThickness) >= 4 ? 'thick' : 'thin'}`; };
    const groups = ['g-label', 'g-distance', 'g-verb', 'g-soften', 'g-comment', 'g-judge'].map((group) => {
      const mark = document.createElement('mark');
      mark.className = group;
      document.querySelector('main').append(mark);
      const seen = look(mark);
      mark.remove();
      return seen;
    });
    const marks = [...document.querySelectorAll('mark')];
    return {
      groups,
      bare: marks.filter((mark) => !mark.querySelector('.n')?.textContent.startsWith(mark.dataset.number)).length,
      unlisted: marks.filter((mark) => ![...mark.closest('section').querySelectorAll('.legend .key')].some((key) => key.classList.contains(mark.classList[0]))).length,
    };
  });
  check(new Set(seen.groups).size === 6, `${name}: two groups share an underline: ${seen.groups}`);
  check(seen.bare === 0 && seen.unlisted === 0, `${name}: ${seen.bare} marks without number, ${seen.unlisted} not in the legend`);
}

// On both papers, without backgrounds: the feelings have a page of their own without a name, the text stands on the next one without the key, the key begins on a page of its own, and the worksheet is there whole.
async function onPaper() {
  const { tab, name, close } = await looking.open(together);
  const words = (text) => text.replace(/\s+/g, ' ');
  for (const format of ['A4', 'Letter']) {
    const pdf = path.join(scratch, `${format}.pdf`);
    await tab.pdf({ path: pdf, format, printBackground: false });
    const pages = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').map(words);
    const first = exercise.passages[0].text.slice(0, exercise.passages[0].headline_end ?? 40);
    const feelings = exercise.tasks.find(({ type }) => type === 'emotion').items;
    check(feelings.every(({ prompt }) => pages[0].includes(prompt)) && !pages[0].includes('Name') && !pages[0].includes(first), `${name}, ${format}: the feelings have no page of their own`);
    check(pages[1].includes('Name') && pages[1].includes(first), `${name}, ${format}: the text is not on the page after the feelings`);
    const keyed = pages.findIndex((page) => page.trim().startsWith('Answer key'));
    check(keyed > 0, `${name}, ${format}: the key does not begin on a page of its own`);
    const why = words(exercise.passages[0].key[0].why).slice(0, 25);
    check(!pages.slice(0, keyed).some((page) => page.includes(why) || page.includes('Who says so')), `${name}, ${format}: answers stand before the key`);
    check(pages.slice(keyed).join(' ').includes(why), `${name}, ${format}: the key has no reasons`);
    check(pages.slice(keyed).join(' ').includes('What this cannot tell'), `${name}, ${format}: the limits are not on paper`);
    const loaded = pages.findIndex((page) => page.includes('turn over when everybody'));
    check(loaded > 0 && loaded < keyed, `${name}, ${format}: the second part is not on a page of its own`);
  }
  await close();
}

function own(passage) {
  return passage.key.filter((span) => span.answer === 'mark');
}

function word(tab, index, side, offset) {
  return tab.locator(`.choose[data-passage="${index}"] .w[data-${side}="${offset}"]`);
}

// Goes by arrows to the word that is asked for.
async function arrowTo(tab, target, modifier = '') {
  const handle = await target.elementHandle();
  for (let press = 0; press < 1000; press += 1) {
    const way = await handle.evaluate((element) => Math.sign(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_PRECEDING) - Math.sign(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING));
    if (way === 0) return true;
    await tab.keyboard.press(modifier + (way > 0 ? 'ArrowRight' : 'ArrowLeft'));
  }
  return false;
}

async function mark(tab, index, span) {
  check(await arrowTo(tab, word(tab, index, 's', span.start)), `no way to ${span.text}`);
  check(await arrowTo(tab, word(tab, index, 'e', span.end), 'Shift+'), `no way to the end of ${span.text}`);
  await tab.keyboard.press('Space');
}

async function press(tab, selector) {
  check(await tabOn(tab, tab.locator(selector)), `${selector} cannot be reached by the keyboard`);
  await tab.keyboard.press('Enter');
}

async function saved(tab, selector) {
  const [download] = await Promise.all([tab.waitForEvent('download'), press(tab, selector)]);
  const file = path.join(scratch, download.suggestedFilename());
  await download.saveAs(file);
  return { file, text: readFileSync(file, 'utf8') };
}

// By the keyboard alone: every right mark, files, check, every right answer; full score.
async function byKeyboard() {
  const { tab, name, close } = await looking.open(inFolder('self-check'));
  for (const [index, passage] of exercise.passages.entries()) {
    check(await tabOn(tab, tab.locator(`.choose[data-passage="${index}"] .w[tabindex="0"]`)), `${name}: text ${index} cannot be reached`);
    for (const span of own(passage)) await mark(tab, index, span);
  }
  const focus = await tab.evaluate(() => getComputedStyle(document.activeElement.querySelector('i')).outlineStyle);
  check(focus === 'solid', `${name}: the focus is not to be seen: ${focus}`);
  check(await tabOn(tab, tab.locator('#annotator')), `${name}: the name cannot be reached`);
  await tab.keyboard.type('=7, "Ana"');
  const { file, text } = await saved(tab, '#save-json');
  await press(tab, '#formats > summary');
  const csv = (await saved(tab, '#save-csv')).text;
  const expected = exercise.passages.flatMap((passage) => own(passage).map((span) => ({
    session_id: '', article_id: passage.article_id, article_sha256: passage.sha256, annotator: '=7, "Ana"', start: span.start, end: span.end, text: span.text,
    technique: '', voice: '', confidence: '', note: '',
  })));
  const rows = JSON.parse(text);
  check(JSON.stringify(rows.map(({ lexicon_version, ...row }) => row)) === JSON.stringify(expected), `${name}: the file is not the key: ${text.slice(0, 600)}`);
  check(rows.every((row) => exercise.passages.some((passage) => passage.article_id === row.article_id && passage.key.every(({ lexicon }) => row.lexicon_version.includes(lexicon)))), `${name}: lexicons are missing`);
  const lines = csv.trimEnd().split('\n');
  check(lines[0] === 'session_id,article_id,article_sha256,annotator,start,end,text,technique,voice,confidence,note,lexicon_version', `${name}: columns ${lines[0]}`);
  check(lines.length === expected.length + 1 && lines[1].includes(`,"'=7, ""Ana""",${expected[0].start},${expected[0].end},`), `${name}: rows ${lines[1]}`);
  await press(tab, '#check-marks');
  const score = await tab.locator('#marks-result').textContent();
  check(score.includes(`found ${expected.length} of the ${expected.length} `) && score.includes('missed nothing'), `${name}: all right marks give: ${score}`);
  check(!await tab.locator('#marks-key mark').first().isVisible(), `${name}: the key opens before the other tasks`);
  await press(tab, '#marks-key > summary');
  check(await tab.locator('#marks-key mark').first().isVisible(), `${name}: no key after checking`);
  await questions(tab, name);
  await close();
  await again(file, expected);
}

// The answers are those of the exercise, not those that the page knows.
async function questions(tab, name) {
  const items = exercise.tasks.filter(({ type }) => ['voice', 'match', 'technique'].includes(type)).flatMap(({ items }) => items);
  const answers = items.map(({ answer }) => answer);
  const settled = items.map(({ dispute }) => !dispute);
  const count = (list) => list.filter(Boolean).length;
  check(count(settled) > 5 && count(settled) < items.length, `${name}: ${count(settled)} of ${items.length} questions are settled; both kinds are wanted`);
  const all = await tab.locator('.q').all();
  check(all.length === answers.length && all.length > 10, `${name}: ${all.length} questions, ${answers.length} in the exercise`);
  for (const [number, question] of all.entries()) {
    const values = await question.locator('input').evaluateAll((inputs) => inputs.map((input) => input.value));
    const right = values.indexOf(answers[number]);
    // The first one is answered otherwise first.
    for (const steps of number === 0 ? [(right + 1) % values.length, right] : [right]) {
      // From the last answer, where there is one, the arrows go on in a circle.
      const chosen = await question.locator('input').evaluateAll((inputs) => inputs.findIndex((input) => input.checked));
      check(await tabOn(tab, question.locator('input').nth(Math.max(chosen, 0))), `${name}: a question cannot be reached`);
      await tab.keyboard.press('Space');
      for (let step = Math.max(chosen, 0); step !== steps; step = (step + 1) % values.length) await tab.keyboard.press('ArrowDown');
      check(await tabOn(tab, question.locator('[data-check]')), `${name}: Check cannot be reached`);
      await tab.keyboard.press('Enter');
      const said = await question.locator('.says').textContent();
      check(said.startsWith(steps === right ? 'As in the key.' : 'The key says: ') && said.includes('Careful readers differ') !== settled[number], `${name}: ${answers[number]}: ${said}`);
      const total = await tab.locator('#total').textContent();
      const agrees = count(settled.slice(0, number)) + (steps === right && settled[number] ? 1 : 0);
      check(total.includes(` ${agrees} of ${count(settled)} answers`) && total.includes(` ${count(settled.map((one) => !one))} questions`), `${name}: the total is ${total}`);
    }
    check(await question.locator('.after').isVisible() && (await question.locator('.after').textContent()).includes('Why:'), `${name}: no reason after checking`);
  }
}

// What is pressed is large enough for a finger, on a small screen as well.
async function targets() {
  const { tab, name, close } = await looking.open(inFolder('self-check'), { width: 320 });
  await checked(tab);
  await tab.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
  const small = await tab.evaluate(() => [...document.querySelectorAll('button, select, summary, textarea, input, label:has(input[type=radio]), .finished')].filter((thing) => thing.getClientRects().length && !thing.matches('label input'))
    .map((thing) => ({ what: thing.outerHTML.slice(0, 60), ...thing.getBoundingClientRect().toJSON() })).filter(({ width, height }) => width < 24 || height < 24).map(({ what, width, height }) => `${what} ${width}x${height}`));
  check(small.length === 0, `${name}: smaller than 24 px: ${small.slice(0, 3)}`);
  const low = await tab.evaluate(() => [...document.querySelectorAll('.w')].filter((word) => [...word.getClientRects()].some(({ height }) => height < 24)).length);
  check(low === 0, `${name}: ${low} words lower than 24 px`);
  await close();
}

// A reload forgets; a saved file brings the marks back.
async function again(file, expected) {
  const { tab, name, close } = await looking.open(inFolder('self-check'));
  check(await tab.locator('.w.marked').count() === 0, `${name}: marks were stored`);
  await tab.locator('#open-file').setInputFiles(file);
  await tab.locator('.cards > li').first().waitFor();
  const shown = await tab.locator('.cards .words').allTextContents();
  check(JSON.stringify(shown) === JSON.stringify(expected.map(({ text }) => text)), `${name}: opened again: ${shown}`);
  await close();
}

// By mouse and by touch: a word, a run, a mark made longer; a mark outside the key is never wrong.
async function byMouseAndTouch() {
  for (const hasTouch of [false, true]) {
    const { tab, name, close } = await looking.open(inFolder('self-check'), { hasTouch, width: 390 });
    const outside = await tab.evaluate((spans) => [...document.querySelectorAll('.choose[data-passage="0"] .w')].map((word) => [Number(word.dataset.s), Number(word.dataset.e)]).filter(([start, end]) => !spans.some((span) => start < span.end && span.start < end)), exercise.passages[0].key);
    const act = (locator) => (hasTouch ? locator.tap() : locator.click());
    const plain = [outside[12], outside[30]];
    for (const [start] of plain) await act(word(tab, 0, 's', start).locator('i'));
    const [span] = own(exercise.passages[0]).filter((span) => span.text.includes(' '));
    if (hasTouch) {
      await act(word(tab, 0, 's', span.start).locator('i'));
      while (!await word(tab, 0, 'e', span.end).evaluate((end) => end.classList.contains('marked'))) await act(tab.locator('[data-do="longer_right"]').first());
    } else {
      const [from, to] = [word(tab, 0, 's', span.start).locator('i'), word(tab, 0, 'e', span.end).locator('i')];
      await from.scrollIntoViewIfNeeded();
      const [a, b] = [await from.boundingBox(), await to.boundingBox()];
      await tab.mouse.move(a.x + 3, a.y + a.height / 2);
      await tab.mouse.down();
      await tab.mouse.move(b.x + b.width - 3, b.y + b.height / 2, { steps: 8 });
      await tab.mouse.up();
    }
    const made = await tab.locator('.cards').first().locator('.words').allTextContents();
    check(made.length === 3 && made.includes(span.text), `${name}, ${hasTouch ? 'touch' : 'mouse'}: marks ${made}`);
    const reasons = tab.locator('.cards').first().locator('.reason input');
    const second = made.filter((text) => text !== span.text)[1];
    await reasons.nth(made.indexOf(second)).fill('it judges');
    await act(tab.locator('#check-marks'));
    const said = await tab.locator('.cards .result').allTextContents();
    check(said.some((text) => text.includes('goes to the discussion. It may')) && said.some((text) => text.includes('With a reason it goes')), `${name}: ${said}`);
    check(!/wrong|false|mistake/i.test(await tab.locator('main').innerText()), `${name}: something is called wrong`);
    check((await tab.locator('#marks-result').textContent()).includes('Finds of your own, with a reason: 1.'), `${name}: ${await tab.locator('#marks-result').textContent()}`);
    await close();
  }
}

// Some marks, a hint, the key shown, a question answered: the state in which there is most to see.
async function checked(tab) {
  await tab.locator('.w').nth(3).click();
  await tab.locator('#hint-marks').click();
  await tab.locator('#check-marks').click();
  for (const question of await tab.locator('.q').all()) {
    await question.locator('input').first().check();
    await question.locator('[data-hint]').click();
    await question.locator('[data-check]').click();
  }
}
