import { expect, test } from '@playwright/test';
import { enterAsGuest } from './support/portal';

test('the API page draws the schema that AppSync serves', async ({ page }) => {
  test.slow();
  const problems: string[] = [];
  page.on('pageerror', error => problems.push(error.message));
  await enterAsGuest(page, '/catalog/default/api/appsync-graphql/definition');
  // The file's own text has one query; the running schema has mutations and AppSync's scalars.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Mutation').first()).toBeVisible({
      timeout: 15_000,
    });
  }).toPass();
  expect(problems).toEqual([]);
});
