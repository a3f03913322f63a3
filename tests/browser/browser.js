// The browser that all scripts here use: Debian's chromium, without a sound to the outside.
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

// `more` arguments beside those of all.
export const launch = (more = []) => chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...ARGUMENTS, ...more] });

export const addressOf = (file) => pathToFileURL(path.resolve(file)).href;
