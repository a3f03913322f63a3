// The whole way by the keyboard alone: a text typed, marked, checked, saved, looked at, disagreed with, printed to a file. What is expected comes from the native program.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tabOn, tabTo } from '../../../tests/browser/looking.js';
import { ARTICLE, OTHER, idle, marksOf, native, nativeExercise, nativeHits, own, saved, word, written } from './opened.js';

export async function keyboard(looking, page) {
  await quick(looking, page);
  await typed(looking, page);
  await marked(looking, page);
  await settings(looking, page);
}

async function press(looking, tab, selector, key = 'Enter') {
  looking.check(await tabTo(tab, tab.locator(selector).first()), `${selector} cannot be reached by the keyboard`);
  await tab.keyboard.press(key);
}

// Opens a file by the keyboard: its button gets the focus and opens the chooser.
async function opened(looking, tab, selector, file) {
  looking.check(await tabTo(tab, tab.locator(selector)), `${selector} cannot be reached by the keyboard`);
  const press = () => Promise.all([tab.waitForEvent('filechooser', { timeout: 5_000 }), tab.keyboard.press('Space')]);
  // Chromium opens none while it still closes the one before: whoever sees nothing happen presses once more.
  const [chooser] = await press().catch(press);
  await chooser.setFiles(file);
  await tab.locator('.p-file:visible').filter({ hasText: path.basename(file) }).waitFor();
  await idle(tab);
}

// A text typed in; its report; an entry disagreed with; saved as a file.
async function typed(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `typed: ${what}`);
  const text = readFileSync(ARTICLE, 'utf8');
  const file = written('Your article.txt', text);
  check(await tabTo(tab, tab.locator('#p-text-0')), 'the field cannot be reached');
  await tab.keyboard.insertText(text);
  await press(looking, tab, 'main [data-go="report"]');
  await tab.locator('.p-report').waitFor();
  await idle(tab);
  check(await tab.evaluate(() => document.activeElement.tagName) === 'H1', 'the focus is not at the beginning of what came');
  const hits = nativeHits(file);
  check(hits.length > 10 && await marksOf(tab) === hits.length, `${await marksOf(tab)} marks, ${hits.length} hits`);
  // The reasons, and the one that is disagreed with.
  const card = tab.locator('.card').first();
  const entry = await card.getAttribute('data-entry');
  check(entry === hits[0].entry, `the first card is ${entry}`);
  await press(looking, tab, '.card summary');
  await press(looking, tab, '.card .p-without');
  await tab.locator('.p-off').waitFor();
  await idle(tab);
  const without = nativeHits(file, ['--disable', entry]);
  check(without.length < hits.length && await marksOf(tab) === without.length, `without ${entry}: ${await marksOf(tab)} marks, ${without.length} hits`);
  check(await tab.evaluate(() => document.activeElement.matches('.card summary')), 'the focus is not where it was');
  await press(looking, tab, '.p-off button');
  await idle(tab);
  check(await marksOf(tab) === hits.length, 'put back, the marks are others');
  // The neutral view, the filter, the file.
  await press(looking, tab, '#neutral-toggle');
  check(await tab.locator('#neutral ins').first().isVisible(), 'no neutral view');
  await press(looking, tab, '#neutral-toggle');
  await press(looking, tab, '.switches summary');
  await press(looking, tab, 'input[data-filter="voice"][value="editorial"]', 'Space');
  const left = await tab.evaluate(() => [...document.querySelectorAll('[data-spot]:not([hidden])')].map((spot) => spot.dataset.voice));
  check(left.length === hits.filter(({ voice }) => voice !== 'editorial').length && !left.includes('editorial'), `filtered by voice: ${left}`);
  const { text: html } = await saved(tab, () => press(looking, tab, '.p-tools button'));
  check(html.replaceAll('Your article', 'Your article.txt') === native(['score', '--format', 'html'], [file]), 'the saved report is not the one of the program');
  await close();
}

// Somebody is quicker than the engine, which is not there yet when the report is asked for: it is the same report.
async function quick(looking, page) {
  const { tab, close } = await looking.open(page);
  const text = readFileSync(ARTICLE, 'utf8');
  const file = written('Your article.txt', text);
  await tab.evaluate((text) => {
    document.querySelector('#p-text-0').value = text;
    document.querySelector('main [data-go="report"]').click();
  }, text);
  await tab.locator('.p-report').waitFor();
  await idle(tab);
  const { text: html } = await saved(tab, () => tab.locator('.p-tools button').first().click());
  looking.check(html.replaceAll('Your article', 'Your article.txt') === native(['score', '--format', 'html'], [file]), 'asked for at once, the report is another');
  await close();
}

// Every right word of the key, by arrows; the file is graded by the native program; the key that the page saves is that of the program.
async function marked(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `marked: ${what}`);
  await opened(looking, tab, '[data-slot="0"] input[type=file]', ARTICLE);
  await press(looking, tab, 'main [data-go="mark"]');
  await tab.locator('.p-marking').waitFor();
  await idle(tab);
  const exercise = nativeExercise([ARTICLE]);
  const [passage] = exercise.passages;
  check(await tabTo(tab, tab.locator('.choose .w[tabindex="0"]')), 'the text cannot be reached');
  for (const span of own(passage)) {
    for (const [side, offset, modifier] of [['s', span.start, ''], ['e', span.end, 'Shift+']]) {
      const target = await word(tab, 0, side, offset).elementHandle();
      for (let pressed = 0; pressed < 600 && !await target.evaluate((element) => element === document.activeElement); pressed += 1) await tab.keyboard.press(`${modifier}ArrowRight`);
    }
    await tab.keyboard.press('Space');
  }
  check(await tabOn(tab, tab.locator('.cards .reason input').first()), 'a reason cannot be written');
  await tab.keyboard.type('It judges.');
  check(await tabOn(tab, tab.locator('#annotator')), 'the name cannot be reached');
  await tab.keyboard.type('17');
  const marks = await saved(tab, () => press(looking, tab, '#save-json'));
  await press(looking, tab, '.p-teacher > summary');
  const key = await saved(tab, () => press(looking, tab, '.p-teacher button'));
  // The page makes an exercise of any text, the program only where there are enough hits: that option alone may differ.
  const made = (json) => JSON.stringify({ ...json, run: { ...json.run, options: json.run.options.filter((option) => !option.startsWith('--min-items')) } });
  check(made(JSON.parse(key.text)) === made(exercise), 'the saved key is not the exercise of the program');
  const graded = JSON.parse(native(['grade', '--format', 'json'], [key.file, marks.file]));
  const [pupil] = graded.class;
  check(pupil.annotator === '17' && pupil.marked === own(passage).length && pupil.recall === 1 && pupil.precision === 1, `graded: ${JSON.stringify(pupil)}`);
  await press(looking, tab, '#check-marks');
  const score = await tab.locator('#marks-result').textContent();
  check(score.includes(`found ${own(passage).length} of the ${own(passage).length} `), `checked: ${score}`);
  // On to the lists and back: all marks are where they were.
  await press(looking, tab, 'nav [data-go="report"]');
  await tab.locator('.p-report').waitFor();
  await press(looking, tab, 'nav [data-go="mark"]');
  check(await tab.locator('.cards > li').count() === own(passage).length, 'marks were lost on the way');
  await close();
}

// A second text, lists and comparison, by the keyboard.
async function settings(looking, page) {
  const { tab, close } = await looking.open(page);
  const check = (right, what) => looking.check(right, `settings: ${what}`);
  await opened(looking, tab, '[data-slot="0"] input[type=file]', ARTICLE);
  await press(looking, tab, '#p-second-add');
  check(await tab.evaluate(() => document.activeElement.id) === 'p-text-1', 'the focus is not in the second text');
  await opened(looking, tab, '[data-slot="1"] input[type=file]', OTHER);
  await press(looking, tab, 'nav [data-go="report"]');
  await tab.locator('.p-report').waitFor();
  await idle(tab);
  check(await tab.locator('.p-report article').count() === 2, 'two texts are not side by side');
  const { text } = await saved(tab, () => press(looking, tab, '.p-tools button'));
  check(text === native(['compare', '--format', 'html', '--with', path.basename(OTHER)], [ARTICLE]), 'the saved report on two texts is not the one of the program');
  await press(looking, tab, 'nav [data-go="start"]');
  await press(looking, tab, '#p-second-remove');
  check(await tab.evaluate(() => document.activeElement.id) === 'p-second-add', 'the focus is lost with the second text');
  await press(looking, tab, '.p-settings > summary');
  await press(looking, tab, '#p-lists input[value="ru-ua"]', 'Space');
  check(await tabTo(tab, tab.locator('#p-reference')), 'the comparison cannot be reached');
  await tab.keyboard.press('End');
  await press(looking, tab, 'nav [data-go="report"]');
  await tab.locator('.p-report #marked').waitFor();
  await idle(tab);
  const hits = nativeHits(ARTICLE, ['--disable', 'ru-ua']);
  check(await marksOf(tab) === hits.length, `without ru-ua: ${await marksOf(tab)} marks, ${hits.length} hits`);
  // From here, where the lists are not in sight, they are still what they were.
  const entry = await tab.locator('.card').first().getAttribute('data-entry');
  await press(looking, tab, '.card summary');
  await press(looking, tab, '.card .p-without');
  await tab.locator('.p-off').waitFor();
  await idle(tab);
  const fewer = nativeHits(ARTICLE, ['--disable', 'ru-ua', '--disable', entry]);
  check(fewer.length < hits.length && await marksOf(tab) === fewer.length, `without ru-ua and ${entry}: ${await marksOf(tab)} marks, ${fewer.length} hits`);
  check((await tab.locator('.p-report').innerText()).includes('Compared with no reference texts.'), 'a comparison that was switched off is shown');
  await close();
}
