import { expect, test } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { enterAsGuest } from './support/portal';

const DOCS = '/docs/default/component/developer-portal';
// What the reader of TechDocs itself breaks; the pages that we render break nothing.
const reader = ['landmark-one-main', 'region'];

test('the portal documents itself: tab, pages, diagrams, search', async ({
  page,
}) => {
  test.slow();
  await enterAsGuest(page, '/catalog/default/component/developer-portal');
  await page.getByRole('link', { name: 'Documentation', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'The developer portal' }),
  ).toBeVisible();

  await page.getByRole('link', { name: 'The house' }).first().click();
  await expect(page).toHaveURL(/\/docs\/architecture\/?$/);
  // Drawn in the browser, from the text of the page.
  await expect(
    page.getByRole('img', { name: /^Diagram/ }).first(),
  ).toContainText('RunDialog');

  // A component without documentation has no tab for it.
  await page.goto('/catalog/default/component/appsync-service');
  await expect(
    page.getByRole('link', { name: 'Workflows', exact: true }).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Documentation', exact: true }),
  ).toBeHidden();

  // The first round of the search is some seconds after the start of the portal.
  await expect(async () => {
    await page.goto('/search?types[]=techdocs&query=idempotency');
    await expect(
      page.getByRole('link', { name: /How a dispatch flows/ }).first(),
    ).toBeVisible({ timeout: 15_000 });
  }).toPass();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('a page of documentation is readable by all, on a phone too', async ({
      page,
    }) => {
      await enterAsGuest(page, `${DOCS}/catalog/`);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await expect(
          page.getByRole('heading', { name: 'Where things are' }),
        ).toBeVisible();
        await expectAccessible(page, `documentation, ${width}`, reader);
        await expectNoOverflow(page, `documentation, ${width}`);
      }
      await page.getByText('Pages', { exact: true }).click();
      await page.getByRole('link', { name: /^From the simulated/ }).click();
      await expect(page).toHaveURL(/connect-github/);
    });
  });
}
