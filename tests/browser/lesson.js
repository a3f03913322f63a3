// node lesson.js LESSON FOLDER: pictures of a lesson folder for docs/teaching.md: the first pages of worksheet and key on paper without colour, the
// self-check page on a phone while somebody marks, and after checking in the dark.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addressOf, launch } from './browser.js';

const [lesson, folder] = process.argv.slice(2);
const browser = await launch();
const scratch = mkdtempSync(path.join(tmpdir(), 'connote-lesson-'));
const open = async (name, options) => {
  const tab = await (await browser.newContext(options)).newPage();
  await tab.goto(addressOf(path.join(lesson, `${name}.html`)));
  return tab;
};
try {
  // The first page of the worksheet is the slip about feelings.
  for (const [name, first] of [['worksheet', '2'], ['answer-key', '1']]) {
    const tab = await open(name);
    const pdf = path.join(scratch, `${name}.pdf`);
    await tab.pdf({ path: pdf, format: 'A4', printBackground: false });
    execFileSync('pdftoppm', ['-r', '64', '-gray', '-png', '-singlefile', '-f', first, pdf, path.join(folder, name)]);
  }
  const phone = { viewport: { width: 390, height: 780 } };
  const tab = await open('self-check', phone);
  const mark = async (start, end) => {
    await tab.locator(`.choose .w[data-s="${start}"]`).first().focus();
    while (await tab.evaluate((end) => Number(document.activeElement.dataset.e) < end, end)) await tab.keyboard.press('Shift+ArrowRight');
    await tab.keyboard.press('Space');
  };
  const key = await tab.evaluate(() => JSON.parse(document.querySelector('#answers').textContent).passages[0].key);
  for (const { start, end } of [key[0], key[1], key[3]]) await mark(start, end);
  await tab.locator('#text-0').evaluate((heading) => heading.scrollIntoView());
  await tab.screenshot({ path: path.join(folder, 'self-check.png') });
  await tab.close();
  const dark = await open('self-check', { ...phone, colorScheme: 'dark' });
  const question = dark.locator('.q').nth(5);
  await question.locator(`input[value="${await question.getAttribute('data-answer')}"]`).check();
  await question.locator('[data-check]').click();
  await question.evaluate((box) => box.scrollIntoView());
  await dark.screenshot({ path: path.join(folder, 'self-check-dark.png') });
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
