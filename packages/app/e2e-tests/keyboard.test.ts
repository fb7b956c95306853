import { expect, test } from '@playwright/test';
import { pushHeldWorkflow } from './support/heldWorkflow';
import { tabTo } from './support/keyboard';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

const ENTITY = '/catalog/default/component/appsync-service';
const BRANCH = 'test/keyboard';

test('an engineer picks a branch, runs a workflow and cancels it without a mouse', async ({
  page,
}) => {
  test.slow();
  await pushHeldWorkflow({
    branch: BRANCH,
    file: 'deploy.yml',
    name: 'Deploy',
    inputs: [
      'migration: { type: choice, required: true, options: [none, expand] }',
      'version: { type: string }',
    ],
  });
  await signIn(page, 'sam-okoro', ENTITY);
  await tabTo(
    page,
    page
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name: 'Workflows' }),
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/workflows/);

  const branch = page.getByRole('combobox', { name: 'Branch' }).first();
  await tabTo(page, branch);
  // Branches that come while somebody chooses take the choice back, for as long as they come.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('keyboard');
    await expect(page.getByRole('option')).toHaveText(new RegExp(BRANCH));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/ref=test%2Fkeyboard/, { timeout: 5_000 });
  }).toPass();

  const run = page
    .getByRole('listitem')
    .filter({ has: page.getByText('Deploy', { exact: true }) })
    .getByRole('button', { name: /Run/ });
  await tabTo(page, run);
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('button', { name: 'migration' }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('option', { name: 'expand', exact: true }),
  ).toBeVisible();
  await page.keyboard.type('expand');
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByLabel('version'));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1.8.0-rc.1');
  await tabTo(page, dialog.getByRole('button', { name: 'Run workflow' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const runId = Number(/runs\/(\d+)/.exec(page.url())![1]);

  await tabTo(page, page.getByRole('button', { name: 'Cancel run' }));
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Cancel run' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Cancelled').first()).toBeVisible({
    timeout: 60_000,
  });
  const { dispatches } = await simulatedGithub.record();
  expect(dispatches.filter(dispatch => dispatch.runId === runId)).toEqual([
    expect.objectContaining({
      ref: BRANCH,
      inputs: expect.objectContaining({
        migration: 'expand',
        version: '1.8.0-rc.1',
      }),
    }),
  ]);
});
