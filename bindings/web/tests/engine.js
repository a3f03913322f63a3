// The engine of the built page, in the page, without its buttons: started by the page's own script for it, in the page and under its policy.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addressOf } from '../../../tests/browser/browser.js';

const SCRIPT = readFileSync(path.join(import.meta.dirname, '../page/engine.js'), 'utf8');

// Opens the page and starts an engine in it that `call` reaches.
export async function opened(browser, page, options = {}) {
  const tab = await browser.newPage(options);
  await tab.goto(addressOf(page));
  await tab.evaluate(`(async () => { const t = (name) => name; ${SCRIPT} window.tested = await startEngine(); })()`);
  return tab;
}

// What the engine answers to one question about each of several lists of files ([name, bytes or text]), or { refused }. The answers come as one text: a
// driver of browsers takes its time over objects.
export async function calls(tab, name, options, lists) {
  const coded = lists.map((files) => files.map(([file, content]) => [file, Buffer.from(content).toString('base64')]));
  return JSON.parse(await tab.evaluate(async ([name, options, lists]) => {
    const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const answers = [];
    for (const files of lists) {
      const given = files.map(([file, base64]) => ({ name: file, bytes: bytesOf(base64) }));
      answers.push(await window.tested.call(name, options, given).catch((error) => ({ refused: error.message })));
    }
    return JSON.stringify(answers);
  }, [name, options, coded]));
}

// The same about one.
export const call = async (tab, name, options, files = []) => (await calls(tab, name, options, [files]))[0];
