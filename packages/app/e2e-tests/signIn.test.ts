import { expect, test } from '@playwright/test';
import { chooseGithubAccount, enterAsGuest, signIn } from './support/portal';

test('a guest gets in and sees the catalog', async ({ page }) => {
  await enterAsGuest(page, '/catalog');
  await expect(
    page.getByRole('link', { name: 'AppSync Service' }),
  ).toBeVisible();
});

test('a person signs in through GitHub and is known by name', async ({
  page,
}) => {
  await signIn(page, 'sam-okoro', '/settings');
  await expect(page.getByText('Sam Okoro').first()).toBeVisible();
});

test('a GitHub account that the catalog does not know stays outside', async ({
  page,
}) => {
  await page.goto('/');
  await chooseGithubAccount(page, 'eve-stranger');
  await expect(page.getByRole('alert')).toContainText(
    /the catalog of this portal does not.*Ask the platform team/,
  );
  await expect(
    page.getByRole('button', { name: 'Sign in with GitHub' }),
  ).toBeVisible();
});
