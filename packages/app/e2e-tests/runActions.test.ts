import { expect, test, type Page } from '@playwright/test';
import { pushHeldWorkflow } from './support/heldWorkflow';
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
  const attempts = page.getByRole('button', {
    name: 'Attempt 2 of 2, re-run by sam-okoro',
  });
  await expect(attempts).toBeVisible({ timeout: 60_000 });
  await expect(again).toBeVisible({ timeout: 60_000 });

  await attempts.click();
  await page
    .getByRole('menuitem', { name: 'Attempt 1, started by sam-okoro: Failure' })
    .click();
  await expect(page).toHaveURL(/\?attempt=1$/);
  await expect(
    page.getByText('This is attempt 1, not the latest'),
  ).toBeVisible();
  await expect(again).toBeHidden();
  await page.getByRole('link', { name: 'Show attempt 2' }).click();
  await expect(again).toBeVisible();
});

test('a run is cancelled', async ({ page }) => {
  const nightly = { file: 'nightly.yml', name: 'Nightly' };
  await pushHeldWorkflow({ ...nightly, branch: 'test/cancel' });
  await signIn(page, 'sam-okoro', WORKFLOWS);
  await run(page, 'nightly.yml', 'test/cancel');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Cancel run' })
    .click();
  await expect(page.getByText('Cancelled').first()).toBeVisible({
    timeout: 60_000,
  });
});
