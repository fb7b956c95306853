import { expect, test, type Page } from '@playwright/test';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

// User tokens of a GitHub App expire, and end sooner when another tab of the portal refreshes them.
const FORM =
  '/catalog/default/component/appsync-service/workflows?dispatch=deploy.yml&ref=feature/schema-v2';

const dialogOf = (page: Page) => page.getByRole('dialog');
const version = (page: Page) => dialogOf(page).getByLabel('version');
const run = (page: Page) =>
  dialogOf(page).getByRole('button', { name: 'Run workflow' }).click();

async function fillIn(page: Page, value: string) {
  await dialogOf(page).getByRole('button', { name: 'migration' }).click();
  await page.getByRole('option', { name: 'expand', exact: true }).click();
  await version(page).fill(value);
}

async function expectDispatched(page: Page, value: string) {
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  const { dispatches } = await simulatedGithub.record();
  const matching = dispatches.filter(({ inputs }) => inputs.version === value);
  expect(matching).toEqual([expect.objectContaining({ actor: 'sam-okoro' })]);
}

test('a token that has ended keeps nobody from running, and nobody signs in again', async ({
  page,
}) => {
  await signIn(page, 'sam-okoro', FORM);
  await fillIn(page, '1.7.0-rc.1');
  await simulatedGithub.endSignIns('sam-okoro', 'tokens');
  let windows = 0;
  page.on('popup', () => {
    windows += 1;
  });
  await run(page);
  await expectDispatched(page, '1.7.0-rc.1');
  expect(windows).toBe(0);
});

test('another tab takes the token of the first, and both go on', async ({
  page,
  context,
}) => {
  await signIn(page, 'sam-okoro', FORM);
  await fillIn(page, '1.7.0-rc.2');
  // It begins by refreshing the session.
  const second = await context.newPage();
  await second.goto(FORM);
  await fillIn(second, '1.7.0-rc.3');
  await run(page);
  await expectDispatched(page, '1.7.0-rc.2');
  await run(second);
  await expectDispatched(second, '1.7.0-rc.3');
});

test('who took the authorization back is asked for it, and loses nothing of the form', async ({
  page,
}) => {
  await signIn(page, 'sam-okoro', FORM);
  await fillIn(page, '1.7.0-rc.4');
  await simulatedGithub.endSignIns('sam-okoro', 'authorization');

  const asked = page.waitForEvent('popup');
  await run(page);
  await (await asked).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialogOf(page)).toContainText('Nothing was sent');
  await expect(version(page)).toHaveValue('1.7.0-rc.4');

  const askedAgain = page.waitForEvent('popup');
  await run(page);
  await (
    await askedAgain
  )
    .getByRole('button', { name: '(@sam-okoro)' })
    .click();
  await expectDispatched(page, '1.7.0-rc.4');
});
