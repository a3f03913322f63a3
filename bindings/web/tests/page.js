// node page.js PAGE: uses the built page as a pupil and as a teacher would, by mouse, touch and keyboard, with good and bad input, and looks at it in every state.
// What is expected comes from the native program ($CONNOTE or target/debug/connote). Ends with 1 and says what is wrong where something is.
import { launch } from '../../../tests/browser/browser.js';
import { Looking } from '../../../tests/browser/looking.js';
import { input, texts } from './input.js';
import { keyboard } from './keyboard.js';
import { marks } from './marks.js';
import { states } from './states.js';

const [page, only] = process.argv.slice(2);
const PARTS = { texts, keyboard, marks, input, states };
const browser = await launch();
const looking = new Looking(browser);
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (only && only !== name) continue;
    const start = Date.now();
    try {
      await part(looking, page);
    } catch (error) {
      looking.problems.push(`${name}: ${error.stack}`);
    }
    console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
} finally {
  await browser.close();
}
for (const problem of looking.problems) console.error(`PROBLEM ${problem}`);
console.log(`the page: ${looking.checks} checks, ${looking.problems.length} problems`);
process.exit(looking.problems.length || !looking.checks ? 1 : 0);
