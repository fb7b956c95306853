import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { tabTo } from './support/keyboard';
import { enterAsGuest, signIn } from './support/portal';
import { retryUntil } from './support/retry';
import { simulatedDatadog } from './support/simulatedDatadog';

const COMPONENT = '/catalog/default/component';
const STREAM = `${COMPONENT}/stream-service`;
const STREAM_SYSTEM = '/catalog/default/system/stream/datadog-services';
// The longest that the portal waits for Datadog, and some more.
const TIMEOUT_MS = 30_000;

const card = (page: Page) =>
  page
    .locator('.bui-Card')
    .filter({ has: page.getByRole('heading', { name: 'Health in Datadog' }) });

const section = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

test.afterEach(() => simulatedDatadog.clearFaults());

test('the card says how a service is, and marks what is muted', async ({
  page,
}) => {
  await enterAsGuest(page, STREAM);
  // Nobody has asked Datadog before.
  await expect(card(page)).toContainText(
    /5 monitors: 1 in alert, 2 warn, 2 OK/,
    { timeout: TIMEOUT_MS },
  );
  await expect(card(page)).toContainText('Joins succeed');
  await expect(card(page)).toContainText(/Error budget overspent by/);
  await expect(card(page)).toContainText(
    /SEV-2\s*#218 Viewers are thrown out of live rooms/,
  );
  await card(page).getByRole('radio', { name: 'Staging' }).click();
  await expect(page).toHaveURL(/environment=staging/);
  await expect(card(page)).toContainText(/1 monitor: 1 OK/);

  await page.goto(`${COMPONENT}/webapp`);
  await expect(card(page)).toContainText('Alert, muted');
  // It sends no traces, yet has monitors by a tag of its own.
  await page.goto(`${COMPONENT}/ios`);
  await expect(card(page)).toContainText(/1 monitor: 1 OK/);
});

test('an engineer finds out what is wrong, by keyboard', async ({ page }) => {
  await signIn(page, 'kim-sato', `${STREAM}/datadog`);
  const monitors = section(page, 'Monitors');
  await expect(monitors.getByRole('rowheader').first()).toContainText(
    'Signaling of stream-service is slow',
  );
  await tabTo(page, monitors.getByRole('radio', { name: /^All/ }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/monitors=alert/);
  await expect(monitors.getByRole('rowheader')).toHaveCount(1);

  const slos = section(page, 'SLOs');
  await tabTo(
    page,
    slos.getByRole('button', { name: 'History of Joins succeed' }),
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/slo=/);
  await expect(
    slos.getByRole('figure', { name: 'Joins succeed, last 30 days' }),
  ).toBeVisible();
  await expect(slos.locator('.recharts-line').first()).toBeVisible();

  const signals = section(page, 'Golden signals');
  await expect(signals.getByRole('figure')).toHaveCount(3);
  await expect(section(page, 'Events')).toContainText(
    'stream-service 3.0.2 was deployed to production',
  );
  const dependencies = section(page, 'Dependencies');
  await expect(
    dependencies.getByRole('row', { name: /turn-relay/ }),
  ).toContainText(/Extra/);
  await expect(section(page, 'Dashboards')).toContainText(
    'stream-service on call',
  );
});

test('each part says what failed in it, and touches nothing else', async ({
  page,
}) => {
  await enterAsGuest(page, `${COMPONENT}/appsync-service`);
  const faults: [name: string, path: string, fault: object, text: RegExp][] = [
    [
      'Events',
      '/api/v2/events',
      { kind: 'html', status: 200 },
      /a page instead of data/,
    ],
    [
      'Golden signals',
      '/query',
      { kind: 'status', status: 500 },
      /itself is failing/,
    ],
    [
      'Dependencies',
      '/service_dependencies',
      { kind: 'truncated' },
      /broke off/,
    ],
  ];
  for (const [, path, fault] of faults) {
    await simulatedDatadog.addFault(path, { ...fault });
  }
  // What nobody has asked for, so nothing older can stand in.
  await page.goto(
    `${COMPONENT}/appsync-service/datadog?environment=staging&period=1w`,
  );
  for (const [name, , , text] of faults) {
    const alert = section(page, name).getByRole('alert');
    await expect(alert).toContainText(text, { timeout: TIMEOUT_MS });
    await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible();
  }
  await expect(section(page, 'Monitors').getByRole('rowheader')).toHaveCount(1);
  await expect(section(page, 'Monitors')).toContainText('Alert');
  await expect(page.getByRole('alert')).toHaveCount(faults.length);

  await simulatedDatadog.clearFaults();
  const events = section(page, 'Events');
  await retryUntil(events, () =>
    expect(events.getByRole('alert')).toHaveCount(0, { timeout: 5_000 }),
  );
});

test('shared dashboards and graphs are framed when they come into view, and know little of the portal', async ({
  page,
}) => {
  const asked: { url: string; referer?: string }[] = [];
  await page.route(/^https:\/\/(?:p|app)\.datadoghq\.com\//, async route => {
    const { referer } = await route.request().allHeaders();
    asked.push({ url: route.request().url(), referer });
    await route.fulfill({
      contentType: 'text/html',
      body: '<p>A page of Datadog</p>',
    });
  });
  await enterAsGuest(page, `${STREAM}/datadog`);
  await expect(section(page, 'Golden signals').getByRole('figure')).toHaveCount(
    3,
  );
  expect(asked).toEqual([]);
  const embeds = section(page, 'Embedded dashboards and graphs');
  await embeds.scrollIntoViewIfNeeded();
  const graph = embeds.getByTitle('Datadog graph');
  await graph.scrollIntoViewIfNeeded();
  await expect(
    graph.contentFrame().getByText('A page of Datadog'),
  ).toBeVisible();
  await expect(graph).toHaveAttribute('sandbox', /allow-scripts/);
  await expect(graph).not.toHaveAttribute('sandbox', /top-navigation/);
  const shared = asked.find(({ url }) => url.includes('/graph/embed'));
  expect(shared?.referer).toBe(`${new URL(page.url()).origin}/`);
  // The private one is asked for by a click alone.
  expect(asked.filter(({ url }) => url.includes('/dashboard/'))).toEqual([]);
});

test('the table of a system asks once, sorts by keyboard, and says what is missing', async ({
  page,
}) => {
  await enterAsGuest(page, '/');
  const asked: string[] = [];
  page.on('request', sent => {
    const { pathname } = new URL(sent.url());
    if (pathname.startsWith('/api/datadog/')) {
      asked.push(`${sent.method()} ${pathname}`);
    }
  });
  await page.goto(STREAM_SYSTEM);
  const names = page.getByRole('rowheader');
  await expect(names.first()).toHaveText('Stream Service');
  await expect(page.getByRole('row', { name: /^MediaMTX/i })).toContainText(
    'Not in Datadog',
  );
  // Which of both is asked first says nothing.
  expect(asked.sort()).toEqual([
    'GET /api/datadog/site',
    'POST /api/datadog/summaries',
  ]);

  const alert = page.getByRole('button', { name: 'Alert' });
  await tabTo(page, alert);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/sort=alert/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/direction=descending/);
  await expect(names.first()).toHaveText('Stream Service');
});

test('the platform team sees keys, scopes and rate limits, and nobody else', async ({
  page,
}) => {
  await signIn(page, 'robin-hale', `${STREAM}/datadog`);
  await page.getByRole('link', { name: /gets on with Datadog/ }).click();
  await expect(page).toHaveURL('/datadog');
  const keys = section(page, 'Site and keys');
  await expect(keys.getByText('Accepted')).toHaveCount(2);
  await expect(page.getByRole('row', { name: /^Monitors/ })).toContainText(
    /monitors_read\s*Allowed.*calls left/,
  );
});

test('whoever isn’t of the platform team is told so', async ({ page }) => {
  await signIn(page, 'sam-okoro', '/datadog');
  await expect(page.getByRole('alert')).toContainText(
    'You are not allowed to do this',
  );
});

// What the headers of Backstage 1.55 break, of entities and of pages; ours break nothing.
const headers = ['region'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of Datadog in ${colorScheme}, wide and narrow`, async ({
    browser,
  }) => {
    test.setTimeout(8 * TIMEOUT_MS);
    const context = await browser.newContext({
      colorScheme,
      baseURL: process.env.PORTAL_URL,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, 'robin-hale', '/');
    const pages = {
      [STREAM]: 'Health in Datadog',
      [`${STREAM}/datadog`]: 'Dependencies',
      [`${COMPONENT}/ios/datadog?environment=staging`]: 'Monitors',
      [STREAM_SYSTEM]: 'Health of Stream',
      '/datadog': 'How the portal gets on with Datadog',
    };
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(path);
      await expect(
        page.getByRole('heading', { name: heading, exact: true }),
      ).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, path, headers);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, `${path} on a phone`, headers);
      await expectNoOverflow(page, `${path} on a phone`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    await context.close();
  });
}
