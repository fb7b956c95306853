import { expect, type Page } from '@playwright/test';

/** Opens the portal as a guest, on a page of it. */
export async function enterAsGuest(page: Page, path = '/') {
  await page.goto(path);
  await page.getByRole('button', { name: 'Continue as guest' }).click();
  await expectSignedIn(page);
}

/**
 * Signs a seeded person in through the window of the simulated GitHub, and ends on a page.
 *
 * @param login - such as `sam-okoro`
 */
export async function signIn(page: Page, login: string, path = '/') {
  await page.goto(path);
  await chooseGithubAccount(page, login);
  await expectSignedIn(page);
}

/** Goes through GitHub's window from the sign-in page, without waiting for what comes of it. */
export async function chooseGithubAccount(page: Page, login: string) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: `(@${login})` }).click();
}

async function expectSignedIn(page: Page) {
  await expect(
    page.getByRole('button', { name: 'Sign in with GitHub' }),
  ).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}
