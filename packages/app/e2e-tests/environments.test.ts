import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { tabTo } from './support/keyboard';
import { enterAsGuest, signIn } from './support/portal';
import { simulatedMobworx } from './support/simulatedMobworx';

const SERVICES = ['AppSync Service', 'Stream Service', 'Studio Service'];
// Three looks, and the pause of a circuit breaker that has opened meanwhile.
const SEEN_MS = 90_000;
const RUNS = /Up|Slow|Degraded/;

/** The cell of a service in an environment. */
function cell(page: Page, service: string, environment: string) {
  const column = { Staging: 0, Production: 1 }[environment]!;
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: service }) })
    .getByRole('cell')
    .nth(column);
}

/** The node of a service on the map. */
function node(page: Page, service: string) {
  return page
    .locator('.react-flow__node')
    .filter({ has: page.getByRole('link', { name: service, exact: true }) });
}

async function expectProductionRuns(page: Page) {
  for (const service of SERVICES) {
    // How fast it answers depends on the machine.
    expect(await cell(page, service, 'Production').innerText()).toMatch(RUNS);
  }
}

test.describe('while somebody looks on', () => {
  test.afterAll(() => simulatedMobworx.revive('staging'));

  test('an environment dies and comes back, in the matrix and on the map; the other one stays as it is', async ({
    page,
    context,
  }) => {
    test.setTimeout(4 * SEEN_MS);
    await enterAsGuest(page, '/environments');
    const map = await context.newPage();
    await map.goto('/system-map');
    for (const service of SERVICES) {
      for (const environment of ['Staging', 'Production']) {
        await expect(cell(page, service, environment)).toContainText(RUNS, {
          timeout: SEEN_MS,
        });
      }
      await expect(node(map, service)).not.toContainText('Down');
    }
    // Neither page is loaded again: what changes comes by signals.
    for (const one of [page, map]) {
      await one.evaluate(() => Object.assign(window, { stayed: true }));
    }

    await simulatedMobworx.kill('staging');
    for (const service of SERVICES) {
      await expect(cell(page, service, 'Staging')).toContainText('Down', {
        timeout: SEEN_MS,
      });
      await expect(cell(page, service, 'Staging')).toContainText(
        'Last seen well',
      );
      await expect(node(map, service)).toContainText(/Staging\s*Down/, {
        timeout: SEEN_MS,
      });
      await expect(node(map, service)).not.toContainText(/Production\s*Down/);
    }
    await expectProductionRuns(page);

    await simulatedMobworx.revive('staging');
    for (const service of SERVICES) {
      await expect(cell(page, service, 'Staging')).not.toContainText('Down', {
        timeout: SEEN_MS,
      });
      await expect(node(map, service)).not.toContainText('Down', {
        timeout: SEEN_MS,
      });
    }
    await expectProductionRuns(page);
    for (const one of [page, map]) {
      expect(await one.evaluate(() => 'stayed' in window)).toBe(true);
    }
  });
});

test('without the portal’s API the page keeps its head, says so, and recovers', async ({
  page,
}) => {
  const api = '**/api/mobworx/**';
  await page.route(api, route => route.fulfill({ status: 500 }));
  await enterAsGuest(page, '/environments');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The portal answered 500');
  await expect(
    page.getByRole('heading', { name: 'What runs where' }),
  ).toBeVisible();

  await page.goto('/system-map');
  await expect(node(page, 'Stream Service')).toContainText('Status not known');
  await expect(alert).toContainText('The portal answered 500');
  await page.unroute(api);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(node(page, 'Stream Service')).toContainText(/Staging\s*\w+/);
  await expect(alert).toBeHidden();
});

test('an engineer finds out how a service does without a mouse', async ({
  page,
}) => {
  await signIn(page, 'kim-sato', '/');
  const nav = page.getByRole('navigation', { name: 'MobWorx Portal' });
  await tabTo(page, nav.getByRole('link', { name: 'Environments' }));
  await page.keyboard.press('Enter');
  await tabTo(
    page,
    page.getByRole('link', { name: 'Details of Stream Service in Staging' }),
  );
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Stream Service in Staging' }),
  ).toBeVisible();
  // One stop for all of them; the arrows go on.
  await tabTo(page, page.getByRole('radio', { name: '1 hour' }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/window=7d/);

  await page.goto('/system-map');
  const link = node(page, 'Stream Service').getByRole('link');
  await tabTo(page, page.getByRole('button', { name: 'Zoom In' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await tabTo(page, node(page, 'Infrastructures').getByRole('link'));
  await tabTo(page, link);
  await expect(link).toBeInViewport();
  await page.keyboard.press('0');
  await expect(node(page, 'iOS app')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/catalog/default/component/stream-service');
});

for (const [login, sees] of [
  ['sam-okoro', 'shortened ids without names'],
  ['kim-sato', 'names'],
] as const) {
  test(`${login} finds ${sees} of the people in a room`, async ({ page }) => {
    await signIn(page, login, '/environments/staging/stream');
    const room = page.getByRole('button', { name: /^Who is in/ }).first();
    await expect(room).toBeVisible({ timeout: SEEN_MS });
    const answer = page.waitForResponse(/\/participants$/);
    await room.click();
    const list = page.getByRole('region', { name: /^List of people in/ });
    await expect(list).toBeVisible();
    const note = page.getByText('Names are left out');
    // What isn't to be shown isn't sent either.
    const { participants } = await (await answer).json();
    const names = participants.value.map(
      ({ username }: { username?: string }) => username,
    );
    if (sees === 'names') {
      await expect(note).toBeHidden();
      await expect(list).toContainText(names[0]);
    } else {
      await expect(note).toBeVisible();
      expect(names.filter(Boolean)).toEqual([]);
    }
  });
}

// What Backstage 1.55's own parts break; ours break nothing.
const pageHeader = ['region'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of the services in ${colorScheme}, wide and narrow`, async ({
    browser,
  }) => {
    test.setTimeout(SEEN_MS * 3);
    const context = await browser.newContext({
      colorScheme,
      baseURL: process.env.PORTAL_URL,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, 'robin-hale', '/');
    const pages = {
      '/environments': 'What runs where',
      '/environments/staging/infrastructure': 'History',
      '/environments/staging/appsync': 'History',
      '/environments/staging/stream': 'History',
      '/environments/staging/studio': 'History',
      '/environments/development/studio': 'Studio Service in Development',
      '/system-map': 'How it hangs together',
      '/system-map?view=list': 'How it hangs together',
      '/catalog/default/component/stream-service/environments':
        'Stream Service by environment',
    };
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(path);
      await expect(
        page.getByRole('heading', { name: heading, exact: true }),
      ).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, path, pageHeader);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, `${path} on a phone`, pageHeader);
      await expectNoOverflow(page, `${path} on a phone`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    await context.close();
  });
}
