// What all scripts here do with a page: open it and hear all that it asks for, look at it in several windows, go through it by the keyboard.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { addressOf } from './browser.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
export const VIEWS = [
  { name: '1280 px', width: 1280, colorScheme: 'light' },
  { name: '320 px', width: 320, colorScheme: 'light' },
  { name: '1280 px, dark', width: 1280, colorScheme: 'dark' },
];

export class Looking {
  problems = [];
  checks = 0;

  constructor(browser) { this.browser = browser; }

  check(right, what) {
    this.checks += 1;
    if (!right) this.problems.push(what);
  }

  // Opens a page and hears all that it asks for and complains about.
  async open(file, options = {}) {
    const { width = 1280, ...rest } = options;
    const context = await this.browser.newContext({ viewport: { width, height: 900 }, ...rest });
    const tab = await context.newPage();
    const name = path.basename(file);
    const address = addressOf(file);
    const { problems } = this;
    tab.on('console', (message) => { if (['error', 'warning'].includes(message.type())) problems.push(`${name}: console: ${message.text()}`); });
    tab.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
    tab.on('dialog', (dialog) => { problems.push(`${name}: a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
    // A file that the page makes for its reader is no way out.
    tab.on('request', (request) => { if (request.url() !== address && !request.url().startsWith('blob:')) problems.push(`${name}: asks for ${request.url().slice(0, 200)}`); });
    await tab.goto(address);
    return { tab, name, close: () => context.close() };
  }

  // In a wide window, a narrow one and a dark one. `prepare` brings the page into the state to be looked at.
  async inViews(file, prepare = async () => {}) {
    for (const view of VIEWS) {
      const { tab, name, close } = await this.open(file, view);
      await prepare(tab);
      await this.inView(tab, `${name}, ${view.name}`);
      await close();
    }
  }

  // As it stands in its window: not wider than that, and nobody shut out.
  async inView(tab, name) {
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    this.check(over <= 0, `${name}: ${over} px wider than the window`);
    // axe needs to be put in from outside: the page's own policy forbids it, as it should.
    const session = await tab.context().newCDPSession(tab);
    await session.send('Runtime.evaluate', { expression: AXE });
    await tab.evaluate(() => { for (const details of document.querySelectorAll('details:not([hidden])')) details.open = true; });
    const { violations } = await tab.evaluate((rules) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }), RULES);
    this.checks += 1;
    for (const { id, nodes } of violations) {
      const shown = nodes.slice(0, 3).map((node) => `${node.target.join(' ')} (${(node.any[0] || node.all[0] || node.none[0] || {}).message})`);
      this.problems.push(`${name}: axe ${id}, ${nodes.length} times: ${shown.join('; ')}`);
    }
  }
}

// Moves the focus on by the keyboard alone until it is on the element; false where it never gets there.
export async function tabOn(tab, locator, presses = 200) {
  const handle = await locator.elementHandle();
  for (let press = 0; press < presses; press += 1) {
    if (await handle.evaluate((element) => element === document.activeElement)) return true;
    await tab.keyboard.press('Tab');
  }
  return false;
}

// The same from the beginning of the page.
export async function tabTo(tab, locator) {
  await tab.evaluate(() => { document.activeElement?.blur(); globalThis.getSelection()?.removeAllRanges(); });
  return tabOn(tab, locator, 120);
}
