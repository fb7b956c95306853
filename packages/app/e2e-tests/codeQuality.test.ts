import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { tabTo } from './support/keyboard';
import { enterAsGuest, signIn } from './support/portal';
import { retryUntil } from './support/retry';
import { simulatedSonarqube } from './support/simulatedSonarqube';

const COMPONENT = '/catalog/default/component';
const TAB = `${COMPONENT}/webapp/sonarqube`;
const CLIENT_APPS = '/catalog/default/system/client-apps/sonarqube-components';
// The longest that the portal waits for SonarQube, and some more.
const TIMEOUT_MS = 30_000;

const card = (page: Page) =>
  page
    .locator('.bui-Card')
    .filter({ has: page.getByRole('heading', { name: 'Code quality' }) });

const otherCard = (page: Page) =>
  page.getByRole('heading', { name: 'Latest runs' });

test.afterEach(() => simulatedSonarqube.clearFaults());

test('the card says how the code is, and never nothing', async ({ page }) => {
  await enterAsGuest(page, `${COMPONENT}/webapp`);
  await expect(card(page)).toContainText('Gate failed');
  await expect(card(page)).toContainText('71.3%');
  await expect(
    card(page).getByRole('link', { name: /^Bugs: 7/ }),
  ).toHaveAttribute('rel', /noopener/);

  await page.goto(`${COMPONENT}/ios`);
  await expect(card(page)).toContainText(/Coverage\s*Not measured/);
  await expect(card(page)).not.toContainText('undefined');

  await page.goto(`${COMPONENT}/infrastructures`);
  await expect(card(page)).toContainText('Not analysed yet');

  await page.goto(`${COMPONENT}/developer-portal`);
  await expect(card(page)).toContainText('SonarQube has no such project');

  await page.goto(`${COMPONENT}/studio-webapp`);
  await expect(card(page)).toContainText(/Reliability issues\s*4/);
});

test('what fails is said on that card alone, and is mended by a retry', async ({
  page,
}) => {
  await simulatedSonarqube.addFault({ kind: 'status', status: 403 });
  await enterAsGuest(page, `${COMPONENT}/stream-service`);
  await expect(card(page).getByRole('alert')).toContainText(
    'SonarQube doesn’t show the portal this project',
  );
  await expect(card(page)).toContainText('permission Browse');
  await expect(
    page.getByRole('alert').filter({ hasText: 'SonarQube' }),
  ).toHaveCount(1);
  await expect(otherCard(page)).toBeVisible();

  await simulatedSonarqube.clearFaults();
  await retryUntil(card(page), () =>
    expect(card(page)).toContainText('Gate passed', { timeout: 5_000 }),
  );
});

test('each failure of SonarQube has a text and a remedy of its own', async ({
  page,
}) => {
  test.setTimeout(6 * TIMEOUT_MS);
  await enterAsGuest(page, TAB);
  await expect(page.getByText('Coverage on New Code')).toBeVisible();
  const faults: [Record<string, unknown>, RegExp][] = [
    [{ kind: 'status', status: 401 }, /rejects the portal’s token.*apiKey/],
    [{ kind: 'status', status: 404 }, /no such branch.*Choose another/],
    [{ kind: 'status', status: 500 }, /itself is failing.*platform team/],
    [{ kind: 'html', status: 200 }, /a page instead of data.*baseUrl/],
    [{ kind: 'truncated' }, /broke off/],
    [{ kind: 'refuse' }, /can’t be reached.*platform team/],
    [{ kind: 'hang' }, /too long to answer.*busy/],
    // The last: nothing is asked until that second is over.
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
      /asked too often/,
    ],
  ];
  for (const [index, [fault, text]] of faults.entries()) {
    const alert = page.getByRole('alert');
    // An answer, so that the portal doesn't leave SonarQube alone after many failures.
    await page.goto(`${TAB}?branch=nothing-${index}`);
    await expect(alert).toContainText('SonarQube has no such branch');
    await simulatedSonarqube.addFault(fault);
    // Of a branch that nobody has asked for, so nothing older can stand in.
    await page.goto(`${TAB}?branch=fault-${index}`);
    await expect(alert).toHaveText(text, { timeout: TIMEOUT_MS });
    await simulatedSonarqube.clearFaults();
  }
  await page.getByRole('button', { name: 'Show the main branch' }).click();
  await expect(page).toHaveURL(TAB);
  await expect(page.getByText('Coverage on New Code')).toBeVisible();
});

test('an engineer sees why the gate fails, and chooses a pull request', async ({
  page,
}) => {
  await signIn(page, 'max-rivera', TAB);
  const gate = page.getByRole('region', { name: 'Quality gate' });
  await expect(
    gate.getByRole('row', { name: /^Coverage on New Code/ }),
  ).toContainText(
    /Failed\s*16\.6 percentage points too little\s*63\.4%\s*80% or more/,
  );
  await expect(
    page
      .getByRole('region', { name: 'Trend' })
      .getByRole('figure', { name: /^Coverage and duplication/ }),
  ).toBeVisible();
  const issues = page.getByRole('region', { name: 'Worst issues' });
  await expect(issues).toContainText('src/chat/linkify.ts:31');

  await tabTo(
    page,
    page.getByRole('button', { name: /Branch or pull request/ }),
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type('482');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${TAB}?pullRequest=482`);
  await expect(
    gate.getByRole('row', { name: /^Coverage on New Code/ }),
  ).toContainText('Met');
  await expect(page.getByText('A pull request has no trend')).toBeVisible();
});

test('the table of a system asks once, sorts by keyboard, and says what is missing', async ({
  page,
}) => {
  await enterAsGuest(page, '/');
  const asked: string[] = [];
  page.on('request', sent => {
    const { pathname } = new URL(sent.url());
    if (pathname.startsWith('/api/sonarqube-insights/')) {
      asked.push(`${sent.method()} ${pathname}`);
    }
  });
  await page.goto(CLIENT_APPS);
  const names = page.getByRole('rowheader');
  await expect(names.first()).toBeVisible();
  await expect(page.getByRole('row', { name: /^iOS app/ })).toContainText(
    'Not measured',
  );
  expect(asked).toEqual(['POST /api/sonarqube-insights/summaries']);

  const bugs = page.getByRole('button', { name: 'Bugs' });
  await tabTo(page, bugs);
  await page.keyboard.press('Enter');
  await expect(names.first()).toHaveText('iOS app');
  await page.keyboard.press('Enter');
  await expect(names.first()).toHaveText('WebApp');
  await expect(page).toHaveURL(/sort=bugs&direction=descending/);
});

// What Backstage 1.55's own parts break; ours break nothing.
const entityHeader = ['region'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of code quality in ${colorScheme}, wide and narrow`, async ({
    browser,
  }) => {
    test.setTimeout(8 * TIMEOUT_MS);
    const context = await browser.newContext({
      colorScheme,
      baseURL: process.env.PORTAL_URL,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    await signIn(page, 'max-rivera', '/');
    const pages = {
      [`${COMPONENT}/webapp`]: 'Code quality',
      [TAB]: 'Worst issues',
      [`${TAB}?branch=nowhere`]: 'Code quality',
      [`${COMPONENT}/studio-webapp/sonarqube`]: 'Worst issues',
      [CLIENT_APPS]: 'Code quality of Client apps',
    };
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(path);
      await expect(
        page.getByRole('heading', { name: heading, exact: true }),
      ).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, path, entityHeader);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, `${path} on a phone`, entityHeader);
      await expectNoOverflow(page, `${path} on a phone`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    await context.close();
  });
}
