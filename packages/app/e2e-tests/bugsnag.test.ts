import { expect as usual, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { enterAsGuest, signIn } from './support/portal';
import { retryUntil } from './support/retry';
import { simulatedBugsnag } from './support/simulatedBugsnag';

const COMPONENT = '/catalog/default/component';
const TAB = `${COMPONENT}/webapp/bugsnag`;
// The longest that the portal waits for Bugsnag, and some more.
const TIMEOUT_MS = 30_000;
const expect = usual.configure({ timeout: TIMEOUT_MS });

const card = (page: Page) =>
  page.locator('.bui-Card').filter({
    has: page.getByRole('heading', { name: 'Errors', exact: true }),
  });

const section = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

test.beforeEach(() => test.setTimeout(8 * TIMEOUT_MS));
test.afterEach(() => simulatedBugsnag.clearFaults());

test('the card says how many errors are open and how stable it is', async ({
  page,
}) => {
  await enterAsGuest(page, `${COMPONENT}/webapp`);
  await expect(card(page)).toContainText('33');
  await expect(card(page)).toContainText(/target of 99%/);
  const worst = card(page).getByRole('link', { name: /^OverconstrainedError/ });
  await expect(worst).toHaveAttribute(
    'href',
    /^https:\/\/app\.bugsnag\.com\/mobworx\/webapp\/errors\/[0-9a-f]{24}$/,
  );
  await expect(worst).toHaveAttribute('rel', /noopener/);

  await page.goto(`${COMPONENT}/android`);
  await expect(card(page)).toContainText('No open error occurred');
  await expect(card(page)).toContainText('sends no sessions');

  // It names its project by the API key.
  await page.goto(`${COMPONENT}/studio-webapp`);
  await expect(card(page)).toContainText('SceneError');
});

test('an engineer filters, searches, sorts and turns pages, all by the address', async ({
  page,
}) => {
  await signIn(page, 'max-rivera', TAB);
  const errors = section(page, 'Errors');
  await expect(errors).toContainText('Errors 1 to 30 of 46');
  await errors.getByRole('button', { name: 'Next page' }).click();
  await expect(errors).toContainText('Errors 31 to 46 of 46');
  const second = page.url();
  expect(second).toContain('cursor=');

  await page.getByRole('textbox', { name: 'Search' }).fill('rtcpeer');
  await page.keyboard.press('Enter');
  await expect(errors).toContainText('Errors 1 to 1 of 1');
  await expect(page).toHaveURL(/search=rtcpeer/);
  await expect(page).not.toHaveURL(/cursor=/);
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await page.getByRole('button', { name: /Status/ }).click();
  await page.getByRole('option', { name: 'Fixed' }).click();
  await page.keyboard.press('Escape');
  await expect(errors).toContainText('NotReadableError');
  await expect(errors).toContainText('Errors 1 to 1 of 1');

  await page.goto(`${TAB}?sort=users`);
  const rows = errors.getByRole('rowheader');
  await expect(rows.first()).toContainText('OverconstrainedError');
  await errors.getByRole('button', { name: 'Events' }).press('Enter');
  await expect(page).toHaveURL(/sort=events/);
  await expect(rows.nth(1)).toContainText('InvalidStateError');

  // A page is shared by its link, and one of another list leads back.
  await page.goto(second);
  await expect(errors).toContainText('Errors 31 to 46 of 46');
  await page.goto(`${second}&severity=info`);
  await expect(errors.getByRole('alert')).toContainText(
    'This page of the list is gone',
  );
  await errors.getByRole('button', { name: 'Show the first page' }).click();
  await expect(errors).toContainText(/Errors 1 to \d+ of \d+/);
});

test('trend, stability and releases are drawn and can be read', async ({
  page,
}) => {
  await enterAsGuest(page, TAB);
  await expect(
    section(page, 'Trend').getByRole('figure', { name: /last 30 days$/ }),
  ).toBeVisible();
  await expect(
    section(page, 'Stability').getByRole('figure', {
      name: 'Without a crash, day by day, production',
    }),
  ).toBeVisible();
  const releases = section(page, 'Releases');
  await expect(releases.getByRole('row', { name: /^4\.11\.1/ })).toContainText(
    /96\.27%, critical: below 97%/,
  );
  await releases.getByRole('button', { name: /Releases of/ }).click();
  await page.getByRole('option', { name: 'staging' }).click();
  await expect(page).toHaveURL(/releases=staging/);
  await expect(releases.getByRole('rowheader')).toHaveCount(2);
  await expect(
    releases.getByRole('row', { name: /^4\.13\.0-rc\.0/ }),
  ).toContainText('Not used yet');
});

test('a viewer more asks Bugsnag nothing more', async ({ page }) => {
  const everythingIsThere = async () => {
    for (const title of ['Errors', 'Releases'])
      await expect(section(page, title).getByRole('table')).toBeVisible();
    for (const title of ['Stability', 'Trend'])
      await expect(section(page, title).getByRole('figure')).toBeVisible();
  };
  await enterAsGuest(page, TAB);
  await everythingIsThere();
  // What an earlier test has read may fall out of date just now; what was read a moment ago doesn't.
  await expect(async () => {
    const before = await simulatedBugsnag.calls();
    await page.reload();
    await everythingIsThere();
    expect(await simulatedBugsnag.calls()).toEqual(before);
  }).toPass();
});

test('what fails is said on that card alone, and is mended by a retry', async ({
  page,
}) => {
  await simulatedBugsnag.addFault({ kind: 'status', status: 403 });
  await enterAsGuest(page, `${COMPONENT}/ios`);
  await expect(card(page).getByRole('alert')).toContainText(
    'Bugsnag doesn’t show the portal this project',
  );
  await expect(
    page.getByRole('alert').filter({ hasText: 'Bugsnag' }),
  ).toHaveCount(1);
  await expect(
    page.getByRole('heading', { name: 'Latest runs' }),
  ).toBeVisible();
  await simulatedBugsnag.clearFaults();
  await retryUntil(card(page), () =>
    expect(card(page)).toContainText('EXC_BAD_ACCESS', { timeout: 5_000 }),
  );
});

test('each failure of Bugsnag has a text and a remedy of its own', async ({
  page,
}) => {
  test.setTimeout(6 * TIMEOUT_MS);
  await enterAsGuest(page, TAB);
  const errors = section(page, 'Errors');
  await expect(errors).toContainText('Errors 1 to 30 of 46');
  const faults: [Record<string, unknown>, RegExp][] = [
    [{ kind: 'bad_credential' }, /rejects the portal’s token.*bugsnag\.token/],
    [{ kind: 'status', status: 404 }, /no longer has this project/],
    [{ kind: 'status', status: 500 }, /itself is failing.*platform team/],
    [{ kind: 'html', status: 200 }, /a page instead of data.*apiBaseUrl/],
    [{ kind: 'truncated' }, /broke off/],
    [{ kind: 'huge', bytes: 50_000_000 }, /too large.*resultsPerPage/],
    [{ kind: 'refuse' }, /can’t be reached.*apiBaseUrl/],
    [{ kind: 'hang' }, /too long to answer.*shorter period/],
    // The last: nothing is asked until that second is over.
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
      /asked too often.*until \d{4}-\d\d-\d\d/,
    ],
  ];
  for (const [index, [fault, text]] of faults.entries()) {
    // An answer, so that the portal doesn't leave Bugsnag alone after many failures.
    await page.goto(`${TAB}?search=well-${index}`);
    await expect(errors).toContainText('No error fits the filters');
    await simulatedBugsnag.addFault(fault, '/errors');
    // A search that nobody has made yet, so nothing older can stand in.
    await page.goto(`${TAB}?search=fault-${index}`);
    await expect(errors.getByRole('alert')).toHaveText(text, {
      timeout: TIMEOUT_MS,
    });
    // The rest of the page is untouched.
    await expect(section(page, 'Releases')).toContainText('4.12.0');
    await simulatedBugsnag.clearFaults();
  }
});

// Of Backstage's own header of an entity's page.
const entityHeader = ['region'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on card and tab in ${colorScheme}, wide and narrow`, async ({
    page,
  }) => {
    test.setTimeout(8 * TIMEOUT_MS);
    await page.emulateMedia({ colorScheme });
    await enterAsGuest(page, TAB);
    const pages = {
      [TAB]: () => section(page, 'Releases').getByRole('table'),
      [`${COMPONENT}/android/bugsnag`]: () => page.getByText('No sessions'),
      [`${COMPONENT}/webapp`]: () => card(page).getByText('33'),
    };
    for (const [path, shown] of Object.entries(pages)) {
      await page.goto(path);
      await expect(shown()).toBeVisible();
      // On the overview other cards wait until somebody scrolls to them.
      const own = path.endsWith('/bugsnag') ? page : card(page);
      await expect(own.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, path, entityHeader);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, `${path} on a phone`, entityHeader);
      await expectNoOverflow(page, `${path} on a phone`);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
}
