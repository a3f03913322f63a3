// Every state of the page in a wide window, a narrow one and a dark one: nothing wider than the window, nobody shut out (axe), targets for fingers.
import { VIEWS } from '../../../tests/browser/looking.js';
import { ARTICLE, OTHER, go, idle, message, put, written } from './opened.js';

const BROKEN = '[lexicon]\nid = "mine"\nversion = 1\nnonsense = true\n';

const STATES = {
  'at first': async () => {},
  'with two files, settings and a broken list': async (tab) => {
    await put(tab, ARTICLE);
    await put(tab, OTHER, 1);
    await tab.locator('.p-settings > summary').click();
    await tab.locator('#p-own-open').setInputFiles(written('broken.toml', BROKEN));
    await tab.locator('#p-own-problems li').first().waitFor();
  },
  'with a message': async (tab) => { await tab.locator('main [data-go="report"]').click(); await message(tab); },
  'with a report': async (tab) => { await put(tab, ARTICLE); await go(tab, 'report'); },
  'with a report counted without an entry': async (tab) => {
    await put(tab, ARTICLE);
    await go(tab, 'report');
    await tab.locator('.card summary').first().click();
    await tab.locator('.card .p-without').first().click();
    await tab.locator('.p-off').waitFor();
    await idle(tab);
  },
  'with the neutral view': async (tab) => { await put(tab, ARTICLE); await go(tab, 'report'); await tab.locator('#neutral-toggle').click(); },
  'with two texts': async (tab) => { await put(tab, ARTICLE); await put(tab, OTHER, 1); await go(tab, 'report'); },
  'while marking': async (tab) => { await put(tab, ARTICLE); await go(tab, 'mark'); await tab.locator('.w').nth(3).click(); },
  'with marks checked': async (tab) => {
    await put(tab, ARTICLE);
    await put(tab, OTHER, 1);
    await go(tab, 'mark');
    await tab.locator('.w').nth(3).click();
    await tab.locator('#hint-marks').click();
    await tab.locator('#check-marks').click();
  },
  'asking about marks': async (tab) => {
    await put(tab, ARTICLE);
    await go(tab, 'mark');
    await tab.locator('.w').nth(3).click();
    await go(tab, 'start');
    await put(tab, OTHER);
    await go(tab, 'mark');
    await tab.locator('#p-lose[open]').waitFor();
  },
};

export async function states(looking, page) {
  for (const [name, prepare] of Object.entries(STATES)) {
    const { tab, close } = await looking.open(page);
    await prepare(tab);
    // The window changes around the state, as when a tablet is turned.
    for (const { width, colorScheme, name: view } of VIEWS) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme });
      // What has been scrolled under the steps on top is no smaller for that.
      await tab.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
      await looking.inView(tab, `${name}, ${view}`);
    }
    await tab.setViewportSize({ width: 360, height: 720 });
    await onPhone(looking, tab, name);
    await reached(looking, tab, name);
    await close();
  }
}

// Whatever can be pressed, chosen or followed gets the focus by the Tab key; of the words of a text one, from which arrows go on.
async function reached(looking, tab, state) {
  const count = await tab.evaluate(() => {
    document.activeElement.blur();
    const root = document.querySelector('dialog[open]') || document.body;
    const all = [...root.querySelectorAll('button, input, select, textarea, summary, a[href], [tabindex="0"]')];
    globalThis.toReach = new Set(all.filter((thing) => !thing.disabled && thing.tabIndex >= 0 && thing.checkVisibility({ visibilityProperty: true }) && thing.getClientRects().length));
    return globalThis.toReach.size;
  });
  for (let press = 0; press < count + 10; press += 1) {
    await tab.keyboard.press('Tab');
    await tab.evaluate(() => globalThis.toReach.delete(document.activeElement));
  }
  const left = await tab.evaluate(() => [...globalThis.toReach].map((thing) => thing.outerHTML.slice(0, 80)));
  looking.check(count > 2 && left.length === 0, `${state}: ${left.length} of ${count} not reached by Tab: ${left.slice(0, 3)}`);
}

// What is pressed is large enough for a finger; headings come in order, under one of the first level.
async function onPhone(looking, tab, state) {
  const small = await tab.evaluate(() => [...document.querySelectorAll('button, select, summary, textarea, .p-button, .p-choices label')]
    .map((thing) => ({ what: thing.outerHTML.slice(0, 60), ...thing.getBoundingClientRect().toJSON() }))
    .filter(({ width, height }) => width > 0 && (width < 24 || height < 24)).map(({ what, width, height }) => `${what} ${width}x${height}`));
  looking.check(small.length === 0, `${state}: smaller than 24 px: ${small.slice(0, 3)}`);
  const levels = await tab.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4')].filter((heading) => heading.getClientRects().length && !heading.closest('dialog')).map((heading) => Number(heading.tagName[1])));
  looking.check(levels.filter((level) => level === 1).length === 1 && levels.every((level, index) => index === 0 || level <= levels[index - 1] + 1), `${state}: headings ${levels}`);
  const twice = await tab.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id); return ids.filter((id, index) => ids.indexOf(id) !== index); });
  looking.check(twice.length === 0, `${state}: ids that stand twice: ${twice.slice(0, 5)}`);
}
