// Marks: by mouse and touch, graded by the native program, and never lost without a question.
import { readFileSync } from 'node:fs';
import { addressOf } from '../../../tests/browser/browser.js';
import { ARTICLE, OTHER, go, idle, message, native, nativeExercise, own, put, saved, word, written } from './opened.js';

export async function marks(looking, page) {
  for (const hasTouch of [false, true]) await byHand(looking, page, hasTouch);
  await withoutHits(looking, page);
  await otherLists(looking, page);
  await anotherText(looking, page);
  await long(looking, page);
  await stopped(looking, page);
  await leaving(looking, page);
}

const count = (tab) => tab.locator('.cards > li').count();

// Two texts; a wording of several words by mouse or by touch; a word outside the key with a reason. Graded, both come out as they were put in.
async function byHand(looking, page, hasTouch) {
  const { tab, close } = await looking.open(page, { hasTouch, width: 390 });
  const check = (right, what) => looking.check(right, `${hasTouch ? 'touch' : 'mouse'}: ${what}`);
  const act = (locator) => (hasTouch ? locator.tap() : locator.click());
  await put(tab, ARTICLE);
  await put(tab, OTHER, 1);
  await act(tab.locator('main [data-go="mark"]'));
  await tab.locator('.p-marking').waitFor();
  await idle(tab);
  const exercise = nativeExercise([ARTICLE, OTHER]);
  const [first] = exercise.passages;
  const span = own(first).find(({ text }) => text.includes(' '));
  const [from, to] = [word(tab, 0, 's', span.start).locator('i'), word(tab, 0, 'e', span.end).locator('i')];
  await from.scrollIntoViewIfNeeded();
  if (hasTouch) {
    await from.tap();
    while (!await word(tab, 0, 'e', span.end).evaluate((end) => end.classList.contains('marked'))) await tab.locator('[data-do="longer_right"]').first().tap();
  } else {
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    await tab.mouse.move(a.x + 3, a.y + a.height / 2);
    await tab.mouse.down();
    await tab.mouse.move(b.x + b.width - 3, b.y + b.height / 2, { steps: 8 });
    await tab.mouse.up();
  }
  const plain = await tab.evaluate((spans) => [...document.querySelectorAll('.choose[data-passage="1"] .w')].map((word) => [Number(word.dataset.s), Number(word.dataset.e)])
    .find(([start, end], index) => index > 20 && !spans.some((span) => start < span.end && span.start < end)), exercise.passages[1].key);
  await act(word(tab, 1, 's', plain[0]).locator('i'));
  await tab.locator('.passage').nth(1).locator('.reason input').fill('It sounds like an order.');
  await tab.locator('#annotator').fill('4');
  await act(tab.locator('#formats > summary'));
  const { file, text } = await saved(tab, () => act(tab.locator('#save-csv')));
  check(text.split('\n').length === 4, `the file has ${text.split('\n').length - 2} marks`);
  const key = written('key.json', JSON.stringify(exercise));
  const graded = JSON.parse(native(['grade', '--format', 'json'], [key, file]));
  const [pupil] = graded.class;
  check(graded.refused.length === 0, `refused: ${JSON.stringify(graded.refused)}`);
  check(pupil.annotator === '4' && pupil.marked === 2 && pupil.true_pos === 1 && pupil.discuss === 1, `graded: ${JSON.stringify(pupil)}`);
  await close();
}

// A text in which the lists have nothing can be marked as well.
async function withoutHits(looking, page) {
  const { tab, close } = await looking.open(page);
  const file = written('plain.txt', 'The bus leaves at nine.\n\nIt stops at the school and at the bridge.\n');
  await put(tab, file);
  await go(tab, 'mark');
  await tab.locator('.w').nth(2).click();
  await tab.locator('#check-marks').click();
  const said = await tab.locator('#marks-result').textContent();
  looking.check(await count(tab) === 1 && said.includes('does not mean that nothing judges') && !/found|missed/.test(said), `a text without hits: ${said}`);
  await close();
}

// Other lists are another key to the same text: marks, reasons and name stay.
async function otherLists(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `other lists: ${what}`);
  await put(tab, ARTICLE);
  await go(tab, 'mark');
  await tab.locator('.w').nth(5).click();
  await tab.locator('.w').nth(9).click();
  await tab.locator('.reason input').first().fill('because');
  await tab.locator('#annotator').fill('12');
  await go(tab, 'start');
  await tab.locator('.p-settings > summary').click();
  await tab.locator('#p-lists input[value="ru-ua"]').uncheck();
  await go(tab, 'mark');
  const seen = { marks: await count(tab), reason: await tab.locator('.reason input').first().inputValue(), name: await tab.locator('#annotator').inputValue() };
  check(JSON.stringify(seen) === '{"marks":2,"reason":"because","name":"12"}', JSON.stringify(seen));
  const key = await savedKey(tab);
  check(!key.passages[0].key.some(({ lexicon }) => lexicon === 'ru-ua'), 'the key has the list that was switched off');
  await close();
}

async function savedKey(tab) {
  await tab.locator('.p-teacher > summary').click();
  return JSON.parse((await saved(tab, () => tab.locator('.p-teacher button').first().click())).text);
}

// Another text asks first: stay, save, or go on without. What cannot be read takes nothing away.
async function anotherText(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `another text: ${what}`);
  await put(tab, ARTICLE);
  await go(tab, 'mark');
  const marked = async (number) => { await tab.locator('.w').nth(number).click(); };
  await marked(5);
  await go(tab, 'start');
  await tab.locator('[data-slot="0"] input[type=file]').setInputFiles(written('letter.pdf', '%PDF-1.7'));
  check((await message(tab)).includes('letter.pdf'), 'a PDF: no message');
  await go(tab, 'mark');
  check(await count(tab) === 1, 'lost by a file that cannot be read');
  await go(tab, 'start');
  await tab.locator('[data-slot="0"] input[type=file]').setInputFiles(written('empty.csv', 'text\n'));
  await tab.locator('#p-problem p').filter({ hasText: 'empty.csv' }).waitFor();
  check((await message(tab)).includes('still there'), `an empty table: ${await message(tab)}`);
  await put(tab, OTHER);
  const asked = async (answer) => {
    await tab.locator('nav [data-go="mark"]').click();
    await tab.locator('#p-lose[open]').waitFor();
    if (answer) await tab.locator(`#p-lose [data-answer="${answer}"]`).click();
    else await tab.keyboard.press('Escape');
    await tab.locator('.p-marking').waitFor();
    await idle(tab);
  };
  await asked(null);
  check(await count(tab) === 1, 'lost by Escape');
  await go(tab, 'start');
  await asked('stay');
  check(await count(tab) === 1, 'lost by staying');
  await go(tab, 'start');
  const { text } = await saved(tab, () => asked('save'));
  const [row] = JSON.parse(text);
  check(JSON.parse(text).length === 1 && readFileSync(ARTICLE, 'utf8').includes(row.text) && row.article_sha256 === nativeExercise([ARTICLE]).passages[0].sha256, `saved: ${text}`);
  await tab.locator('.p-marking').waitFor();
  check(await count(tab) === 0, 'the new text has marks');
  await marked(4);
  await go(tab, 'start');
  await put(tab, ARTICLE);
  await asked('drop');
  check(await count(tab) === 0, 'not dropped');
  // What was saved is opened again.
  await tab.locator('#open-file').setInputFiles(written('again.json', text));
  await tab.locator('.cards > li').first().waitFor();
  check(await tab.locator('.cards .words').textContent() === row.text, 'the saved mark is another');
  // Also marks that are in a file are asked about: a text may have changed by a sentence.
  await go(tab, 'start');
  await put(tab, OTHER);
  await asked('drop');
  check(await count(tab) === 0, 'the other text has marks');
  await back(tab, check);
  await close();
}

// A text of 20,000 words can still be marked by hand; one that would freeze the page is refused, and can be marked by the lists.
async function long(looking, page) {
  const { tab, close } = await looking.open(page);
  const article = readFileSync(OTHER, 'utf8');
  await put(tab, written('words.txt', article.repeat(43)));
  await go(tab, 'mark');
  const words = await tab.locator('.w').count();
  await tab.locator('.w').nth(words - 3).click();
  looking.check(words > 20_000 && await count(tab) === 1, `a long text: ${words} words, ${await count(tab)} marks`);
  await go(tab, 'start');
  await put(tab, written('book.txt', article.repeat(70)));
  await tab.locator('nav [data-go="mark"]').click();
  await tab.locator('#p-lose [data-answer="drop"]').click();
  looking.check((await message(tab)).includes('too long'), `a book: ${await message(tab)}`);
  await go(tab, 'report');
  looking.check(await tab.locator('#marked').count() === 1, 'a book is not marked by the lists');
  await close();
}

// What was removed comes back, with its reason; a task that is started again asks first.
async function back(tab, check) {
  await tab.locator('.w').nth(6).click();
  await tab.locator('[data-do="why"]').click();
  await tab.keyboard.type('it scolds');
  const whole = async (how) => check(await count(tab) === 1 && await tab.locator('.reason input').inputValue() === 'it scolds' && await tab.locator('.reason input').isEnabled(), `not back after ${how}`);
  await whole('"Say why"');
  await tab.locator('[data-do="remove"]').click();
  check(await count(tab) === 0, 'not removed');
  await tab.locator('[data-do="undo"]').click();
  await whole('"Remove"');
  await tab.locator('#check-marks').click();
  await tab.locator('#again-marks').click();
  check(await count(tab) === 1 && (await tab.locator('#again-marks').textContent()).includes('will be gone'), 'started again without a question');
  await tab.locator('#again-marks').click();
  check(await count(tab) === 0, 'not started again');
  await tab.locator('[data-do="undo"]').click();
  await whole('starting again');
}

// Work that was stopped takes no mark, and the page goes on.
async function stopped(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `stopped: ${what}`);
  await put(tab, ARTICLE);
  await go(tab, 'mark');
  await tab.locator('.w').nth(5).click();
  await go(tab, 'start');
  await put(tab, written('long.txt', readFileSync(OTHER, 'utf8').repeat(280)));
  await tab.evaluate(async () => {
    document.querySelector('nav [data-go="report"]').click();
    await new Promise((done) => setTimeout(done, 5));
    document.querySelector('#p-stop').click();
  });
  await tab.locator('#p-status').filter({ hasText: 'Stopped' }).waitFor();
  check(await tab.locator('.p-report').count() === 0, 'the report came all the same');
  await put(tab, ARTICLE);
  await go(tab, 'report');
  check(await tab.locator('.p-report #marked').count() === 1, 'no report afterwards');
  await close();
}

// The browser asks before the page is left with marks that are in no file.
async function leaving(looking, page) {
  const context = await looking.browser.newContext();
  const tab = await context.newPage();
  const asked = [];
  tab.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.dismiss(); });
  await tab.goto(addressOf(page));
  await put(tab, ARTICLE);
  await go(tab, 'mark');
  const leave = () => tab.close({ runBeforeUnload: true });
  await tab.locator('.w').nth(5).click();
  await go(tab, 'report');
  await leave();
  await tab.waitForTimeout(500);
  looking.check(asked.join() === 'beforeunload' && !tab.isClosed(), `leaving with a mark asks: ${asked}`);
  await go(tab, 'mark');
  looking.check(await count(tab) === 1, 'the mark is gone after staying');
  await context.close();
}
