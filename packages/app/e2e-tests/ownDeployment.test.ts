import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

// The portal's own workflows, as they are in .github/workflows: what it shows and runs here is what
// deploys it.
const PORTAL = '/catalog/default/component/developer-portal';
const WORKFLOWS = `${PORTAL}/workflows`;
// What Backstage 1.55's own header of an entity breaks.
const entityHeader = ['region'];

const dialogOf = (page: Page) => page.getByRole('dialog');

async function chooseEnvironment(page: Page, environment: string) {
  await dialogOf(page).getByRole('button', { name: 'environment' }).click();
  await page.getByRole('option', { name: environment, exact: true }).click();
}

const runWorkflow = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Run workflow' });

test('the portal deploys itself to production, once another person has approved', async ({
  page,
  browser,
}) => {
  // Two people, and a run of a dozen steps.
  test.slow();
  await signIn(page, 'robin-hale', PORTAL);
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Workflows' })
    .click();
  for (const name of ['ci', 'deploy', 'rollback']) {
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
  }

  await page.goto(`${WORKFLOWS}?dispatch=deploy.yml`);
  await chooseEnvironment(page, 'production');
  await expect(
    dialogOf(page).getByRole('region', { name: 'Before you run it' }),
  ).toContainText('The deployment to production waits until');
  await expectAccessible(page, 'form of the own deployment');
  await runWorkflow(page).click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const runUrl = page.url();
  await expect(
    page.getByText('Deploy main to production').first(),
  ).toBeVisible();
  const waiting = page.getByRole('region', { name: 'Waiting for approval' });
  await expect(waiting).toContainText('The deployment to production waits', {
    timeout: 60_000,
  });
  await expect(page.getByText('chosen / deploy').first()).toBeVisible();
  await expectAccessible(page, 'own deployment that waits', entityHeader);

  const context = await browser.newContext();
  try {
    const other = await context.newPage();
    await signIn(other, 'sam-okoro', new URL(runUrl).pathname);
    await other
      .getByRole('region', { name: 'Waiting for approval' })
      .getByRole('button', { name: /^Approve/ })
      .click();
    await dialogOf(other).getByRole('button', { name: 'Approve' }).click();
    for (const seen of [other, page]) {
      await expect(
        seen.getByText('sam-okoro approved the deployment to production'),
      ).toBeVisible({ timeout: 60_000 });
      await expect(seen.getByText('Success').first()).toBeVisible({
        timeout: 60_000,
      });
    }
  } finally {
    await context.close();
  }
  // Other tests share this GitHub.
  const { dispatches } = await simulatedGithub.record();
  expect(
    dispatches.filter(({ runId }) => runUrl.endsWith(`/${runId}`)),
  ).toEqual([
    expect.objectContaining({
      actor: 'robin-hale',
      inputs: { environment: 'production' },
    }),
  ]);
});

test('a branch goes to staging without anybody’s approval', async ({
  page,
}) => {
  await signIn(
    page,
    'robin-hale',
    `${WORKFLOWS}?dispatch=deploy.yml&ref=theme`,
  );
  await chooseEnvironment(page, 'staging');
  await runWorkflow(page).click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  await expect(page.getByText('Deploy theme to staging').first()).toBeVisible();
  await expect(page.getByText('Success').first()).toBeVisible({
    timeout: 60_000,
  });
});
