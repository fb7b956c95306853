import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { signIn } from './support/portal';
import { listedRuns } from './support/runs';

const WORKFLOWS = '/catalog/default/component/studio-webapp/workflows';

/** The seeded run with a matrix, a called workflow, artifacts and annotations. */
async function openChecks(page: Page) {
  await signIn(page, 'lee-moran', `${WORKFLOWS}?workflow=checks.yml`);
  await listedRuns(page).first().click();
  await expect(page.getByRole('heading', { name: 'Jobs' })).toBeVisible();
}

test('what a run has kept is downloaded', async ({ page }) => {
  await openChecks(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download bundle-production' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('bundle-production.zip');
  const zip = await readFile(await download.path());
  expect(zip.subarray(0, 2).toString()).toBe('PK');
});

test('the job that failed comes first, with what it says about which line', async ({
  page,
}) => {
  await openChecks(page);
  const jobs = page.getByRole('navigation', { name: 'Jobs' });
  await expect(jobs.getByRole('button', { name: /^test/ })).toContainText(
    '5 Success',
  );
  await expect(jobs.getByRole('link').first()).toContainText('safari, macos');
  await expect(
    page.getByRole('link', { name: 'test/scenes.test.ts:12' }),
  ).toBeVisible();
});

test('a workflow is disabled and enabled by the keyboard', async ({ page }) => {
  await signIn(page, 'lee-moran', WORKFLOWS);
  const menu = page.getByRole('button', { name: 'More about Every shard' });
  for (const verb of ['Disable', 'Enable']) {
    await menu.focus();
    await page.keyboard.press('Enter');
    await expect(
      page.getByRole('menuitem', { name: `${verb} workflow` }),
    ).toBeFocused();
    await page.keyboard.press('Enter');
    // The menu is a dialog too, until it has faded away.
    const question = page.getByRole('dialog', { name: `${verb} Every shard?` });
    await question.getByRole('button', { name: `${verb} workflow` }).focus();
    await page.keyboard.press('Enter');
    await expect(question).toBeHidden();
    await expect(page.getByText('Somebody has disabled it')).toHaveCount(
      verb === 'Disable' ? 1 : 0,
      { timeout: 60_000 },
    );
  }
});

test('256 jobs of a matrix are all there, in a group', async ({ page }) => {
  test.slow();
  await signIn(
    page,
    'lee-moran',
    `${WORKFLOWS}?ref=main&dispatch=every-shard.yml`,
  );
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Run workflow' })
    .click();
  const jobs = page.getByRole('navigation', { name: 'Jobs' });
  const group = jobs.getByRole('button', { name: /^shard/ });
  await expect(group).toContainText('256 Success', { timeout: 60_000 });
  // A group that was open while its jobs went on stays so; a page that is opened now folds it.
  await page.reload();
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await group.press('Enter');
  await expect(jobs.getByRole('link')).toHaveCount(256);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the page of a run is accessible, also on a phone', async ({
      page,
    }) => {
      await openChecks(page);
      await expect(page.getByText('Order of scenes')).toBeVisible();
      await expectAccessible(page, 'run', ['region']);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, 'run on a phone', ['region']);
      await expectNoOverflow(page, 'run on a phone');
    });
  });
}
