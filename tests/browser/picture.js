// node picture.js PAGE PICTURE [WIDTH] [HEIGHT|full] [light|dark] [SELECTOR at the top]: a picture of a page, for the README and for looking at.
import { addressOf, launch } from './browser.js';

const [page, picture, width = '1280', height = '800', scheme = 'light', top] = process.argv.slice(2);
const browser = await launch();
const whole = height === 'full';
const tab = await browser.newPage({ viewport: { width: Number(width), height: whole ? 900 : Number(height) }, colorScheme: scheme });
await tab.goto(addressOf(page));
if (top) await tab.locator(top).evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
await tab.screenshot({ path: picture, fullPage: whole });
await browser.close();
