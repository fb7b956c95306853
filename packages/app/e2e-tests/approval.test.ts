import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

const STUDIO = '/catalog/default/component/studio-service';
const WORKFLOWS = `${STUDIO}/workflows`;
const DEPLOY = `${WORKFLOWS}?dispatch=deploy.yml`;
// What Backstage 1.55's own header of an entity breaks.
const entityHeader = ['region'];

const before = (page: Page) =>
  page.getByRole('dialog').getByRole('region', { name: 'Before you run it' });

async function chooseStage(page: Page, stage: string) {
  await page.getByRole('dialog').getByRole('button', { name: 'stage' }).click();
  await page.getByRole('option', { name: stage, exact: true }).click();
}

const runWorkflow = (page: Page) =>
  page.getByRole('dialog').getByRole('button', { name: 'Run workflow' });

async function reviews(runId: string) {
  const { requests } = await simulatedGithub.record();
  return requests.filter(
    ({ method, path }) =>
      method === 'POST' && path.endsWith(`/${runId}/pending_deployments`),
  );
}

test('a deployment to production waits for another person, and both see it go on', async ({
  page,
  browser,
}) => {
  // Two people, one after the other.
  test.slow();
  await signIn(page, 'lee-moran', DEPLOY);
  await expect(before(page)).toContainText(/staging without anybody/);
  await chooseStage(page, 'production');
  await expect(before(page)).toContainText(
    'waits until lee-moran or robin-hale approves it. As you start the run, you can’t be the one who approves it.',
  );
  await expectAccessible(page, 'preflight');
  await runWorkflow(page).click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const runUrl = page.url();
  const runId = /\d+$/.exec(new URL(runUrl).pathname)![0];

  // Who has started it is shown what it waits for, and can't approve it.
  const waiting = page.getByRole('region', { name: 'Waiting for approval' });
  await expect(waiting).toContainText('The deployment to production waits', {
    timeout: 60_000,
  });
  await expect(
    waiting.getByRole('button', { name: /^Approve/ }),
  ).toBeDisabled();
  await expectAccessible(page, 'run that waits', entityHeader);

  const context = await browser.newContext();
  try {
    const other = await context.newPage();
    await signIn(other, 'robin-hale', STUDIO);
    await other
      .getByRole('link', { name: /^Deploy #/ })
      .and(other.locator(`a[href$="/runs/${runId}"]`))
      .first()
      .click();
    await expect(other).toHaveURL(runUrl);
    const asked = other.getByRole('region', { name: 'Waiting for approval' });
    await asked.getByRole('button', { name: /^Approve/ }).click();
    const dialog = other.getByRole('dialog');
    await dialog.getByLabel('Comment').fill('Checked on staging');
    await expectAccessible(other, 'review');
    await dialog.getByRole('button', { name: 'Approve' }).dblclick();

    for (const seen of [other, page]) {
      await expect(
        seen.getByText('robin-hale approved the deployment to production'),
      ).toBeVisible({ timeout: 60_000 });
      await expect(seen.getByText('“Checked on staging”')).toBeVisible();
      await expect(seen.getByText('Success').first()).toBeVisible({
        timeout: 60_000,
      });
    }
    expect(await reviews(runId)).toEqual([
      expect.objectContaining({ login: 'robin-hale', status: 200 }),
    ]);
    await expectAccessible(other, 'run that was approved', entityHeader);
  } finally {
    await context.close();
  }
});

test('a branch that may not deploy to production is told so before it is run', async ({
  page,
}) => {
  await signIn(page, 'lee-moran', `${DEPLOY}&ref=feature/rtmp-push`);
  await expect(runWorkflow(page)).toBeEnabled();
  await chooseStage(page, 'production');
  await expect(before(page)).toContainText(
    'the branch feature/rtmp-push may not deploy to production. Only these may: branch main, tag v*.',
  );
  await expect(runWorkflow(page)).toBeDisabled();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page, 'preflight on a phone');
});
