import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { enterAsGuest } from './support/portal';
import { listedRuns } from './support/runs';

const FAILED =
  '/catalog/default/component/appsync-service/workflows?workflow=ci.yml&status=failure';

/** Opens the log of the seeded run of ci.yml that failed at its step Test. */
async function openFailedLog(page: Page) {
  await enterAsGuest(page, FAILED);
  await listedRuns(page).last().click();
  await page.getByRole('button', { name: 'Show log' }).click();
  return page.getByRole('region', { name: /^Log, \d+ lines/ });
}

test('the log of a failed job opens at its first error and is searched by keyboard', async ({
  page,
}) => {
  const log = await openFailedLog(page);
  await expect(
    log.getByText('Error: Process completed with exit code 1.'),
  ).toBeInViewport();
  await expect(
    log.getByRole('button', { name: /^Failure\s*Test\b/ }),
  ).toHaveAttribute('aria-expanded', 'true');
  await expect(
    log.getByRole('button', { name: /^Success\s*Set up job\b/ }),
  ).toHaveAttribute('aria-expanded', 'false');

  await log.focus();
  await page.keyboard.press('/');
  await expect(
    page.getByRole('searchbox', { name: 'Search the log' }),
  ).toBeFocused();
  await page.keyboard.type('runner image');
  await expect(page.getByText('1 of 1 lines')).toBeVisible();
  await expect(log.locator('mark').first()).toBeInViewport();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('run');
  await expect(page.getByText(/^1 of ([2-9]|\d\d) lines$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^2 of \d+ lines$/)).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByText(/^(\d+) of \1 lines$/)).toBeVisible();
});

test('a line of a log is linked to', async ({ page }) => {
  const log = await openFailedLog(page);
  const first = log.getByRole('button', { name: /^Success\s*Set up job\b/ });
  await first.click();
  await log.getByRole('link', { name: 'Line 10' }).click();
  await expect(page).toHaveURL(/[?&]job=\d+&log=open&line=10$/);
  await page.reload();
  await expect(log.getByRole('link', { name: 'Line 10' })).toBeInViewport();
  await expect(first).toHaveAttribute('aria-expanded', 'true');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('log and filters are accessible, on a phone too', async ({ page }) => {
      const log = await openFailedLog(page);
      await expect(log.getByText('Error: Process completed')).toBeVisible();
      await page.getByRole('button', { name: 'Times' }).click();
      await page.getByRole('button', { name: 'Wrap' }).click();
      await expectAccessible(page, 'log', ['region']);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, 'log on a phone', ['region']);
      await expectNoOverflow(page, 'log on a phone');
      await page.goto(`${FAILED}&event=push&from=2020-01-01`);
      await expect(
        page.getByRole('button', { name: 'Clear filters' }),
      ).toBeVisible();
      await expectAccessible(page, 'filters on a phone', ['region']);
      await expectNoOverflow(page, 'filters on a phone');
    });
  });
}
