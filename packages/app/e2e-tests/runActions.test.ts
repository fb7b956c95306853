import { expect, test, type Page } from '@playwright/test';
import { signIn } from './support/portal';

const WORKFLOWS = '/catalog/default/component/appsync-service/workflows';

async function run(page: Page, file: string, ref: string) {
  await page.goto(`${WORKFLOWS}?ref=${ref}&dispatch=${file}`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Run workflow' })
    .click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
}

test('a run that failed is run again', async ({ page }) => {
  await signIn(page, 'sam-okoro', WORKFLOWS);
  await run(page, 'deploy.yml', 'fix/failing-migration');
  const again = page.getByRole('button', { name: 'Re-run', exact: true });
  await expect(again).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Failure').first()).toBeVisible();
  await again.click();
  await page.getByRole('menuitem', { name: 'Failed jobs' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Re-run/ })
    .click();
  await expect(page.getByText('Attempt 2', { exact: true })).toBeVisible();
  await expect(again).toBeVisible({ timeout: 60_000 });
});

test('a run is cancelled', async ({ page }) => {
  await signIn(page, 'sam-okoro', WORKFLOWS);
  await run(page, 'nightly.yml', 'master');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Cancel run' })
    .click();
  await expect(page.getByText('Cancelled').first()).toBeVisible({
    timeout: 60_000,
  });
});
