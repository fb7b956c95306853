import { createHmac, randomUUID } from 'node:crypto';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { pushHeldWorkflow } from './support/heldWorkflow';
import { signIn } from './support/portal';
import { listensTo } from './support/signals';
import { simulatedGithub } from './support/simulatedGithub';

const WORKFLOWS = '/catalog/default/component/appsync-service/workflows';
const WEBHOOKS = '/api/events/http/github';
const CHANNEL = 'github-workflows';
// Stands in app-config.simulated.yaml.
const SECRET = 'simulated-webhook-secret';

async function run(page: Page, file: string, ref: string): Promise<string> {
  await page.goto(`${WORKFLOWS}?ref=${ref}&dispatch=${file}`);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Run workflow' })
    .click();
  await expect(page).toHaveURL(/\/workflows\/runs\/\d+/);
  return new URL(page.url()).pathname;
}

/** A page of another browser, where another person is signed in, and which is told of changes. */
async function another(browser: Browser, login: string, path: string) {
  const context = await browser.newContext({
    baseURL: process.env.PORTAL_URL,
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const listens = listensTo(page, CHANNEL);
  await signIn(page, login, path);
  await listens;
  return { page, close: () => context.close() };
}

test('two browsers see the same change, told by a signal', async ({
  page,
  browser,
}) => {
  // A list in which nothing goes on isn't asked for again by itself.
  const other = await another(browser, 'kim-sato', WORKFLOWS);
  try {
    await expect(other.page.getByText('deploy.yml').first()).toBeVisible();
    await signIn(page, 'sam-okoro', WORKFLOWS);
    const path = await run(page, 'nightly.yml', 'master');
    const row = other.page
      .getByRole('listitem')
      .filter({ has: other.page.locator(`a[href$="${path}"]`) });
    await expect(row.first()).toBeVisible({ timeout: 60_000 });
    for (const shown of [page, row.first()]) {
      await expect(shown.getByText('Success').first()).toBeVisible({
        timeout: 60_000,
      });
    }
  } finally {
    await other.close();
  }
});

test('webhooks bring a run into the overview, and its end to the person who ran it', async ({
  page,
  browser,
}) => {
  test.slow();
  const branch = 'test/overview';
  await pushHeldWorkflow({ branch, file: 'nightly.yml', name: 'Nightly' });
  const other = await another(
    browser,
    'robin-hale',
    '/workflows?owner=group:default/backend',
  );
  try {
    await expect(
      other.page.getByRole('heading', { name: /^Running/ }),
    ).toBeVisible();
    await signIn(page, 'sam-okoro', WORKFLOWS);
    const path = await run(page, 'nightly.yml', branch);
    const running = other.page
      .getByRole('region', { name: 'What goes on' })
      .locator(`a[href$="${path}"]`);
    await expect(running).toBeVisible({ timeout: 60_000 });
    await simulatedGithub.release(branch);
    await expect(running).toBeHidden({ timeout: 60_000 });
    // The page of notifications is told of those that come later, too.
    await page.goto('/notifications');
    const told = page.getByRole('row').filter({ hasText: `on ${branch}` });
    await expect(told.first()).toContainText(
      'Nightly of appsync-service succeeded',
      {
        timeout: 60_000,
      },
    );
    // GitHub was told each time that it was taken.
    const { deliveries } = await simulatedGithub.webhooks();
    expect(deliveries.length).toBeGreaterThan(0);
    expect([...new Set(deliveries.map(({ status }) => status))]).toEqual([202]);
  } finally {
    await simulatedGithub.release(branch);
    await other.close();
  }
});

test('what isn’t signed by GitHub is refused, and a delivery counts once', async ({
  page,
  request,
}) => {
  const send = (body: string, headers: Record<string, string>) =>
    request.post(WEBHOOKS, {
      data: Buffer.from(body),
      headers: { 'Content-Type': 'application/json', ...headers },
      maxRedirects: 0,
    });
  const signed = (body: string, secret = SECRET) => ({
    'X-GitHub-Event': 'push',
    'X-GitHub-Delivery': randomUUID(),
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const body = JSON.stringify({
    repository: { name: 'unknown', owner: { login: 'MobWorx' } },
  });
  const huge = JSON.stringify({ text: 'x'.repeat(6_000_000) });
  expect((await send(body, signed(body, 'guessed'))).status()).toBe(403);
  expect((await send(body, { 'X-GitHub-Event': 'push' })).status()).toBe(403);
  expect((await send(huge, signed(huge))).status()).toBe(413);
  const headers = signed(body);
  await signIn(page, 'robin-hale', '/workflows/status');
  const ignored = async () => {
    await page.reload();
    const text = await page.getByText(/told something/).textContent();
    return Number(/(\d+) were of repositories/.exec(text!)![1]);
  };
  const before = await ignored();
  for (let times = 0; times < 3; times++) {
    expect((await send(body, headers)).status()).toBe(202);
  }
  await expect.poll(ignored).toBe(before + 1);
});

test('a rate limit of GitHub: what is known is shown with its age, and why', async ({
  page,
}) => {
  test.slow();
  await signIn(page, 'sam-okoro', WORKFLOWS);
  await expect(page.getByText('deploy.yml').first()).toBeVisible();
  await simulatedGithub.addFault({
    pathPattern: '^/api/(v3/repos|graphql)',
    fault: { kind: 'secondary_limit', retryAfterSeconds: 3 },
  });
  try {
    await expect(async () => {
      await page.reload();
      await expect(page.getByText('deploy.yml').first()).toBeVisible();
      await expect(
        page.getByText(/may be out of date: last read/).first(),
      ).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(page.getByText(/rate limit is used up/).first()).toBeVisible();
    await expect(page.getByText('deploy.yml').first()).toBeVisible();
  } finally {
    await simulatedGithub.clearFaults();
  }
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('deploy.yml').first()).toBeVisible();
    await expect(page.getByText(/may be out of date/)).toBeHidden({
      timeout: 3_000,
    });
  }).toPass();
});
