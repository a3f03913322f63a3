// What the tests of the page share: the page opened, texts put in, and the native program, from which all that is expected comes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const ROOT = path.join(import.meta.dirname, '../../..');
export const ARTICLE = path.join(ROOT, 'fixtures/articles/prisoner-exchange.pro-ru.txt');
export const OTHER = path.join(ROOT, 'fixtures/articles/prisoner-exchange.pro-ua.txt');
const PROGRAM = path.resolve(process.env.CONNOTE || path.join(ROOT, 'target/debug/connote'));

export const scratch = mkdtempSync(path.join(tmpdir(), 'connote-page-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

// A file to be opened in the page.
export function written(name, content) {
  const file = path.join(scratch, name);
  writeFileSync(file, content);
  return file;
}

// What the native program writes, run beside its first file so that the document has the name that it has in the page.
export function native(words, files) {
  const folder = path.dirname(files[0]);
  const names = files.map((file) => path.relative(folder, file));
  return execFileSync(PROGRAM, [...words, '--quiet', ...names], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
}
export const nativeHits = (file, words = []) => JSON.parse(native(['hits', '--format', 'json', ...words], [file])).documents[0].hits;

// The exercise that the marking page is made of.
export const nativeExercise = (files, words = []) => JSON.parse(native(['exercise', '--format', 'json', '--type', 'mark', '--whole', '--min-items', '1', ...words], files));

// Opens a file in a slot.
export async function put(tab, file, slot = 0) {
  if (slot === 1 && await tab.locator('#p-second-add').isVisible()) await tab.locator('#p-second-add').click();
  await tab.locator(`[data-slot="${slot}"] input[type=file]`).setInputFiles(file);
  await tab.locator(`[data-slot="${slot}"] .p-file`).filter({ hasText: path.basename(file) }).waitFor();
  await idle(tab);
}

// Goes to a view by the mouse and waits for it, or for a message.
export async function go(tab, name) {
  await tab.locator(`nav [data-go="${name}"]`).click();
  const host = { start: '#p-start', mark: '.p-marking', report: '.p-report' }[name];
  await tab.locator(`${host}, #p-problem p, #p-lose[open]`).first().waitFor();
  await idle(tab);
}

export const idle = (tab) => tab.locator('#p-stop').waitFor({ state: 'hidden' });
export const message = async (tab) => { await tab.locator('#p-problem p').waitFor(); return tab.locator('#p-problem p').textContent(); };

// A file that the page gives to its reader.
export async function saved(tab, act) {
  const [download] = await Promise.all([tab.waitForEvent('download'), act()]);
  const file = path.join(scratch, `saved-${download.suggestedFilename()}`);
  await download.saveAs(file);
  return { file, name: download.suggestedFilename(), text: readFileSync(file, 'utf8') };
}

// The numbers of marks in the report, and the words that are marked.
export const marksOf = (tab) => tab.evaluate(() => [...new Set([...document.querySelectorAll('#marked mark[data-hit]')].map((mark) => mark.dataset.hit))].length);
export const word = (tab, index, side, offset) => tab.locator(`.choose[data-passage="${index}"] .w[data-${side}="${offset}"]`);
export const own = (passage) => passage.key.filter((span) => span.answer === 'mark');
