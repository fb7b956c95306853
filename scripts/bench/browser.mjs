import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, requireChromium } from '../chromium.mjs';

const TIMEOUT_MS = 90_000;

/** Starts the Chromium of this machine; the caller closes it. */
export async function launchBrowser() {
  const executablePath = await requireChromium();
  return chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
}

/**
 * Waits until a page of the portal offers to sign in.
 *
 * @param browser - from launchBrowser
 * @param url - base URL of the portal
 */
export async function waitForSignIn(browser, url) {
  const page = await browser.newPage();
  await page.goto(url, { timeout: TIMEOUT_MS });
  await page
    .getByRole('button', { name: 'Sign in with GitHub' })
    .waitFor({ timeout: TIMEOUT_MS });
  await page.close();
}

/**
 * The JavaScript that a guest's browser with an empty cache fetches for the catalog page.
 *
 * @param options.browser - from launchBrowser
 * @param options.url - base URL of the portal
 * @param options.path - of the catalog page
 * @param options.guestButton - name of the button that lets a guest in
 * @returns `bytes` as sent over the network, and the number of `files`
 */
export async function measureCatalogScripts({
  browser,
  url,
  path,
  guestButton,
}) {
  const first = await browser.newContext();
  const signIn = await first.newPage();
  await signIn.goto(`${url}${path}`);
  await signIn.getByRole('button', { name: guestButton }).click();
  await waitForCatalog(signIn);
  const storageState = await first.storageState();
  await first.close();

  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const scripts = new Set();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(`${url}${path}`);
  await waitForCatalog(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  return { bytes, files: scripts.size };
}

// A row with a link to an entity; the page is complete when it is there.
const waitForCatalog = page =>
  page
    .locator('table tbody a[href*="/catalog/"]')
    .first()
    .waitFor({ timeout: TIMEOUT_MS });
