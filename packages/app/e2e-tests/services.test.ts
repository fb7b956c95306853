import { expect, test, type Page } from '@playwright/test';
import { signIn } from './support/portal';
import { simulatedGithub } from './support/simulatedGithub';

// The first looks at everything come in the first half minute.
const SEEN_MS = 90_000;

const sessionsOf = (page: Page) =>
  page.getByRole('row').filter({ hasText: 'backstage-tour' });

test('a release is brought on by the form of its workflow, which runs nothing by itself', async ({
  page,
}) => {
  const { dispatches: before } = await simulatedGithub.record();
  await signIn(page, 'sam-okoro', '/environments/staging/appsync');
  const bringOn = page.getByRole('link', {
    name: 'Bring Staging to Production',
  });
  await expect(bringOn).toBeVisible({ timeout: SEEN_MS });
  await bringOn.click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('heading', { name: /^Run Deploy/ }),
  ).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'stage' })).toContainText(
    'production',
  );
  await expect(dialog.getByLabel('version')).toHaveValue('1.9.0');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect((await simulatedGithub.record()).dispatches).toEqual(before);
});

test('the console answers a query, refuses a mutation and is off in production', async ({
  page,
}) => {
  await signIn(page, 'sam-okoro', '/environments/staging/appsync');
  const query = page.getByRole('textbox', { name: 'Query' });
  await query.fill('{ room(id: "design-review") { title } }');
  await page.getByRole('button', { name: 'Run the query' }).click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText(
    'Design review',
  );
  await query.fill('mutation { closeRoom(id: "design-review") { id } }');
  await query.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText(
    'The document has a mutation. Only queries are sent from here',
  );
  await page.goto('/environments/production/appsync');
  await expect(
    page.getByRole('heading', { name: 'Query console' }),
  ).toBeVisible();
  await expect(query).toBeHidden();
});

test('a double click starts one studio session, once its environment is confirmed', async ({
  page,
}) => {
  await signIn(page, 'lee-moran', '/environments/staging/studio');
  await page
    .getByRole('button', { name: 'Start a session in Staging' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Room').fill('backstage-tour');
  await dialog
    .getByLabel('Destinations')
    .fill('rtmp://live.example/app/simulated-key');
  const start = dialog.getByRole('button', { name: 'Start in Staging' });
  await dialog.getByLabel('Type staging to confirm').fill('production');
  await expect(start).toBeDisabled();
  await dialog.getByLabel('Type staging to confirm').fill('staging');
  await start.dblclick();
  await expect(page.getByRole('status')).toContainText(
    'The session for backstage-tour is starting in Staging',
  );
  await expect(sessionsOf(page)).toContainText(/Starting|Live/);
  await expect(sessionsOf(page)).toHaveCount(1);
  await expect(page.getByText('simulated-key')).toHaveCount(0);

  await page.goto('/environments/production/studio');
  await expect(page.getByText('Starting a session').first()).toBeVisible();
  await expect(
    page.getByRole('button', { name: /^Start a session/ }),
  ).toHaveCount(0);
});
