// Finds the Chromium or Chrome of this machine for the browser tests; installs one where none is.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './prepare.mjs';
import { installPackages } from './system-packages.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function installed() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
  }
  return places.find((file) => existsSync(file));
}

const installBySystem = () => installPackages('chromium', 'fonts-dejavu-core');

/** The path of a browser; the last resort is Playwright's own download. */
export async function ensureBrowser(say = console.log) {
  const found = installed();
  if (found !== undefined) return found;
  say('Installing Chromium with the package manager of the system …');
  await installBySystem().catch((error) => say(String(error.message).split('\n')[0]));
  const now = installed();
  if (now !== undefined) return now;
  say("Installing Playwright's Chromium …");
  await run(path.join(root, 'node_modules', '.bin', 'playwright'), ['install', 'chromium']);
  return undefined;
}
