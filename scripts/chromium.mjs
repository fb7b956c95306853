import { existsSync } from 'node:fs';
import { canInstall, findExecutable, installPackages } from './debian.mjs';

const CANDIDATES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The arguments that let Chromium run as root and without a graphics card. */
export const CHROMIUM_ARGUMENTS = ['--no-sandbox', '--disable-gpu'];

/**
 * Finds the Chromium of this machine, and installs Debian's when there is none and we may.
 *
 * @returns its absolute path
 * @throws Error with a sentence that says what to install
 */
export async function requireChromium() {
  const chosen = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(
      `PLAYWRIGHT_CHROMIUM_PATH names ${chosen}, which does not exist.`,
    );
  }
  const found = findExecutable(CANDIDATES);
  if (found) return found;
  const reason = canInstall() && (await installPackages(['chromium']));
  const installed = findExecutable(CANDIDATES);
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or name it in ' +
      `PLAYWRIGHT_CHROMIUM_PATH.${reason ? ` apt-get could not: ${reason}` : ''}`,
  );
}
