import { expect, test, type Page } from '@playwright/test';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

const WORKFLOWS = '/catalog/default/component/appsync-service/workflows';

const dialogOf = (page: Page) => page.getByRole('dialog');

const runWorkflow = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Run workflow' });

async function dispatches() {
  return (await simulatedGithub.record()).dispatches;
}

/** The dispatch whose run the page shows. */
async function dispatchOf(page: Page) {
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const runId = Number(/runs\/(\d+)/.exec(page.url())![1]);
  return (await dispatches()).filter(dispatch => dispatch.runId === runId);
}

test('a workflow is run on a tag', async ({ page }) => {
  await signIn(page, 'sam-okoro', `${WORKFLOWS}?dispatch=deploy.yml`);
  const dialog = dialogOf(page);
  await dialog.getByRole('radio', { name: 'Tags' }).click();
  await dialog.getByRole('combobox', { name: 'Tag' }).fill('1.5');
  await page.getByRole('option', { name: 'v1.5.0' }).click();
  await expect(dialog.getByText(/on tag v1\.5\.0/)).toBeVisible();
  await runWorkflow(page).click();
  expect(await dispatchOf(page)).toEqual([
    expect.objectContaining({ ref: expect.stringMatching(/v1\.5\.0$/) }),
  ]);
  await expect(page.getByText('v1.5.0').first()).toBeVisible();
});

test('a branch that moved between form and run is named with both commits', async ({
  page,
}) => {
  const commit = {
    owner: 'MobWorx',
    repo: 'appsync-service',
    branch: 'test/moving',
    actor: 'jo-lindt',
  };
  const seen = await simulatedGithub.push({
    ...commit,
    message: 'Begin',
    files: { 'notes.md': 'One' },
  });
  await signIn(
    page,
    'sam-okoro',
    `${WORKFLOWS}?ref=test/moving&dispatch=deploy.yml`,
  );
  await expect(
    dialogOf(page).getByText(`at commit ${seen.sha.slice(0, 7)}`),
  ).toBeVisible();
  await expect(runWorkflow(page)).toBeEnabled();
  const ran = await simulatedGithub.push({
    ...commit,
    message: 'Go on',
    files: { 'notes.md': 'Two' },
  });
  await runWorkflow(page).click();
  expect(await dispatchOf(page)).toHaveLength(1);
  await expect(
    page.getByText(
      `You saw ${seen.sha.slice(0, 7)}, and it ran ${ran.sha.slice(0, 7)}.`,
    ),
  ).toBeVisible();
});

test('a link fills the form and runs nothing', async ({ page }) => {
  const before = await dispatches();
  const search = new URLSearchParams({
    workflow: 'deploy.yml',
    ref: 'feature/schema-v2',
    inputs: JSON.stringify({
      migration: 'contract',
      version: '2.0.0',
      gone: 'x',
    }),
  });
  await signIn(page, 'sam-okoro', `${WORKFLOWS}?${search}`);
  const dialog = dialogOf(page);
  await expect(
    dialog.getByText('Filled from the link. Nothing runs until you say so.'),
  ).toBeVisible();
  await expect(dialog.getByLabel('version')).toHaveValue('2.0.0');
  await expect(dialog.getByRole('button', { name: 'migration' })).toContainText(
    'contract',
  );
  await expect(
    dialog.getByText('gone isn’t asked for here: “x” was left out.'),
  ).toBeVisible();
  await expect(runWorkflow(page)).toBeEnabled();
  // Also when it is opened again, and when it is left.
  await page.reload();
  await expect(dialog.getByLabel('version')).toHaveValue('2.0.0');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(await dispatches()).toEqual(before);
});
