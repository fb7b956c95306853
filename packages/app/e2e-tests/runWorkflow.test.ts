import { expect, test, type Page } from '@playwright/test';
import { enterAsGuest, signIn } from './support/portal';
import { listedRuns } from './support/runs';
import { simulatedGithub } from './support/simulatedGithub';

const WORKFLOWS = '/catalog/default/component/appsync-service/workflows';

async function pickBranch(page: Page, search: string, name: string) {
  await page.getByRole('combobox', { name: 'Branch' }).first().click();
  await page.getByRole('combobox', { name: 'Branch' }).first().fill(search);
  await page.getByRole('option', { name }).click();
}

function runButtonOf(page: Page, workflow: string) {
  return page
    .getByRole('listitem')
    .filter({ has: page.getByText(workflow, { exact: true }) })
    .getByRole('button', { name: /Run/ });
}

async function choose(page: Page, field: string, option: string) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function dispatches() {
  return (await simulatedGithub.record()).dispatches;
}

test('an engineer runs a workflow on a branch whose file asks for more', async ({
  page,
}) => {
  const before = (await dispatches()).length;
  await signIn(page, 'sam-okoro', '/');
  await page.getByRole('link', { name: 'Catalog', exact: true }).click();
  await page.getByRole('link', { name: 'AppSync Service' }).click();
  await page
    .getByRole('navigation', { name: 'Content navigation' })
    .getByRole('link', { name: 'Workflows' })
    .click();

  await pickBranch(page, 'schema', 'feature/schema-v2');
  await expect(
    page.getByRole('heading', {
      name: 'Workflows on branch feature/schema-v2',
    }),
  ).toBeVisible();
  await runButtonOf(page, 'Deploy').click();

  // `migration` stands in the file on this branch only.
  await choose(page, 'migration', 'expand');
  await page.getByRole('dialog').getByLabel('version').fill('1.6.0-rc.1');
  const run = page
    .getByRole('dialog')
    .getByRole('button', { name: 'Run workflow' });
  await run.dblclick();

  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const runId = Number(/runs\/(\d+)/.exec(page.url())![1]);
  await expect(page.getByText('Success').first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('1.6.0-rc.1')).toBeVisible();

  const sent = (await dispatches()).slice(before);
  expect(sent).toEqual([
    expect.objectContaining({
      actor: 'sam-okoro',
      owner: 'MobWorx',
      repo: 'appsync-service',
      ref: 'feature/schema-v2',
      runId,
      inputs: expect.objectContaining({
        migration: 'expand',
        version: '1.6.0-rc.1',
      }),
    }),
  ]);

  // Back leads to the list, not to the form; the run is in the list and on the home page.
  await page.goBack();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator(`a[href*="/runs/${runId}"]`).first()).toBeVisible();
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await expect(page.locator(`a[href*="/runs/${runId}"]`).first()).toBeVisible();
});

test('the log of a finished job opens on request', async ({ page }) => {
  await signIn(page, 'kim-sato', `${WORKFLOWS}?status=success`);
  await listedRuns(page).first().click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const requested: string[] = [];
  page.on('request', request => requested.push(request.url()));
  await page.getByRole('button', { name: 'Show log' }).first().click();
  await expect(
    page.getByRole('region', { name: /^Log, \d+ lines/ }),
  ).toBeVisible();
  expect(requested.filter(url => url.endsWith('/log'))).toHaveLength(1);
});

test('a guest may look but not run, and is told why', async ({ page }) => {
  const before = (await dispatches()).length;
  await enterAsGuest(page, WORKFLOWS);
  await expect(
    page.getByText(/Guests may look at workflows and runs/).first(),
  ).toBeVisible();
  await expect(runButtonOf(page, 'Deploy')).toBeDisabled();
  // Also by the address of the form itself.
  await page.goto(`${WORKFLOWS}?dispatch=deploy.yml`);
  await expect(
    page.getByRole('dialog').getByRole('button', { name: 'Run workflow' }),
  ).toBeDisabled();
  expect(await dispatches()).toHaveLength(before);
});

test('an owner without write access on GitHub is refused by GitHub, in plain words', async ({
  page,
}) => {
  const before = (await dispatches()).length;
  await signIn(page, 'jo-lindt', `${WORKFLOWS}?dispatch=nightly.yml`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Run workflow' })
    .click();
  await expect(page.getByText(/GitHub doesn.t let you/)).toBeVisible();
  await expect(page.getByText(/write access/).first()).toBeVisible();
  expect(await dispatches()).toHaveLength(before);
});

test('GitHub down: what is known stays, what is new says why it is not there', async ({
  page,
}) => {
  await signIn(page, 'sam-okoro', WORKFLOWS);
  await expect(runButtonOf(page, 'Deploy')).toBeEnabled();
  // Signing in goes on working: what is down is what this page asks for.
  await simulatedGithub.addFault({
    pathPattern: '^/api/(v3/repos|graphql)',
    fault: { kind: 'status', status: 503 },
  });
  try {
    await page.goto(`${WORKFLOWS}?ref=fix/resolver-timeout`);
    await expect(
      page.getByText(/GitHub has a problem of its own/).first(),
    ).toBeVisible();
    await expect(page.getByText(/githubstatus.com/).first()).toBeVisible();
    await expect(
      page.getByRole('button', { name: /again|retry/i }).first(),
    ).toBeVisible();
  } finally {
    await simulatedGithub.clearFaults();
  }
  // The tests after this one find the portal as it was.
  await expect(async () => {
    await page.reload();
    await expect(runButtonOf(page, 'Deploy')).toBeEnabled({ timeout: 10_000 });
  }).toPass();
});
