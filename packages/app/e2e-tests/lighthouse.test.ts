import { expect, test, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessibility';
import { tabTo } from './support/keyboard';
import { notePageFaults } from './support/pageFaults';
import { enterAsGuest, signIn } from './support/portal';
import { simulatedWebapp, WEBAPP_SITE } from './support/simulatedWebsites';

// Chromium and Lighthouse take half a minute on an idle machine.
const AUDIT_MS = 150_000;
// The catalog may still be reading its files when the portal answers.
const CATALOG_MS = 60_000;

const WEBAPP = '/catalog/default/component/webapp';
const TAB = `${WEBAPP}/lighthouse`;
// Backstage 1.55's own headers of an entity and of a page.
const entityHeader = ['region'];
const pageHeader = ['region'];
const SITE = WEBAPP_SITE;
// A part of Lighthouse's own renderer that nothing else has.
const RENDERER = 'lh-scorescale';

const PHONE = { width: 390, height: 844 };

async function openTab(page: Page, login = 'max-rivera') {
  await signIn(page, login, TAB);
  await expect(
    page.getByRole('heading', { name: 'Lighthouse audits' }),
  ).toBeVisible({ timeout: CATALOG_MS });
}

const region = (page: Page, name: string) => page.getByRole('region', { name });

test.describe.configure({ mode: 'serial' });

test('a page is audited for real from its component, live, and its report drawn', async ({
  page,
}) => {
  test.setTimeout(AUDIT_MS + 90_000);
  const faults = await notePageFaults(page);
  const scripts: Promise<string>[] = [];
  page.on('response', response => {
    if (response.url().endsWith('.js')) {
      scripts.push(response.text().catch(() => ''));
    }
  });
  await openTab(page);
  const loaded = async () => (await Promise.all(scripts)).join('');
  expect(await loaded()).not.toContain(RENDERER);

  // By keyboard alone, from the tab to the running audit.
  await tabTo(
    page,
    page.getByRole('button', { name: `Run audit: ${SITE} on mobile` }),
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/webapp\/lighthouse\/audit\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/^(Waiting|Running)$/).first()).toBeVisible();

  // Nobody reloads: the page listens.
  await expect(region(page, 'Scores')).toBeVisible({ timeout: AUDIT_MS });
  const report = region(page, 'Full report');
  await expect(
    report.getByText('Image elements do not have').first(),
  ).toBeVisible();
  await expect(report.locator('iframe')).toHaveCount(0);
  await expect(report.getByText(/treemap/i)).toHaveCount(0);
  expect(await loaded()).toContain(RENDERER);
  for (const link of await report.locator('a[href^="http"]').all()) {
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  }
  expect(faults).toEqual([]);
});

test('a second audit is compared with the first', async ({ page }) => {
  test.setTimeout(AUDIT_MS + 90_000);
  await openTab(page);
  await page
    .getByRole('link', { name: `audit of ${SITE} on mobile` })
    .first()
    .click();
  await page
    .getByRole('button', { name: `Run again: ${SITE} on mobile` })
    .dblclick();
  await expect(region(page, 'Compared with an earlier audit')).toBeVisible({
    timeout: AUDIT_MS,
  });
  await expect(
    region(page, 'Compared with an earlier audit').getByText(/gave the same/),
  ).toBeVisible();
  // The double click asked for one audit.
  await expect(
    page
      .getByRole('navigation', { name: 'Audit history' })
      .getByRole('listitem'),
  ).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('list, form, audit, tab and card are accessible, also on a phone', async ({
      page,
    }) => {
      const faults = await notePageFaults(page);
      await openTab(page);
      const views: Array<[string, () => Promise<unknown>, string[]]> = [
        [
          TAB,
          () => expect(region(page, 'History')).toBeVisible(),
          entityHeader,
        ],
        [
          WEBAPP,
          () =>
            expect(
              page.getByRole('heading', { name: 'Lighthouse', exact: true }),
            ).toBeVisible(),
          entityHeader,
        ],
        [
          '/lighthouse',
          () =>
            expect(
              page.getByRole('link', { name: SITE, exact: true }),
            ).toBeVisible(),
          pageHeader,
        ],
        [
          `/lighthouse/create-audit?url=${SITE}`,
          () => expect(page.getByLabel('Address')).toHaveValue(SITE),
          pageHeader,
        ],
      ];
      for (const [path, isThere, upstream] of views) {
        await page.goto(path);
        await isThere();
        await expectAccessible(page, path, upstream);
        await page.setViewportSize(PHONE);
        await expectAccessible(page, `${path} on a phone`, upstream);
        // The overview has cards of others too.
        if (path !== WEBAPP) {
          await expectNoOverflow(page, `${path} on a phone`);
        }
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      await page.goto('/lighthouse');
      await page.getByRole('link', { name: SITE, exact: true }).click();
      await expect(
        region(page, 'Full report')
          .getByText('Image elements do not have')
          .first(),
      ).toBeVisible();
      await page.setViewportSize(PHONE);
      await expectNoOverflow(page, 'audit on a phone');
      expect(faults).toEqual([]);
    });
  });
}

test('an address that nobody declares is refused with a reason, and runs nothing', async ({
  page,
}) => {
  await signIn(
    page,
    'max-rivera',
    '/lighthouse/create-audit?url=http://169.254.169.254/latest/meta-data',
  );
  await page.getByRole('button', { name: 'Run audit' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/create-audit/);
});

test('a guest reads audits and is told why there is no more', async ({
  page,
}) => {
  await enterAsGuest(page, TAB);
  const run = page.getByRole('button', {
    name: `Run again: ${SITE} on mobile`,
  });
  await expect(run).toBeDisabled({ timeout: CATALOG_MS });
  await expect(run).toHaveAccessibleDescription(/may look at audits/);
  await page
    .getByRole('link', { name: `audit of ${SITE} on mobile` })
    .first()
    .click();
  await expect(region(page, 'Full report')).toBeVisible();
});

test('an audit of a page that answers with an error fails with Lighthouse’s own reason', async ({
  page,
}) => {
  test.setTimeout(AUDIT_MS + 90_000);
  await openTab(page);
  await simulatedWebapp.fail(503);
  try {
    await page
      .getByRole('button', { name: `Run audit: ${SITE} on desktop` })
      .click();
    const reason = region(page, 'Why there is no result').getByRole('alert');
    await expect(reason).toBeVisible({ timeout: AUDIT_MS });
    await expect(reason).toContainText(
      /Lighthouse was unable to reliably load the page.*Status code: 503/,
    );
    await expect(reason).toContainText('Mend the page');
    await expect(reason).toContainText('errored_document_request');
  } finally {
    await simulatedWebapp.mend();
  }
});

test('a portal without a browser for audits says so, and shows what it has', async ({
  page,
}) => {
  const reason = 'There is no Chromium here.';
  // The browser of this portal works: only what it says of it is changed.
  await page.route('**/api/lighthouse/state', async route => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      json: {
        ...(await response.json()),
        runner: {
          available: false,
          kind: 'portal',
          reason,
          remedy: 'Install Chromium.',
        },
      },
    });
  });
  await openTab(page);
  const note = page.getByRole('status').filter({ hasText: reason });
  await expect(note).toContainText('No audits can be run at the moment');
  await expect(note).toContainText('Install Chromium.');
  const run = page.getByRole('button', {
    name: `Run again: ${SITE} on mobile`,
  });
  await expect(run).toBeDisabled();
  await expect(run).toHaveAccessibleDescription(new RegExp(reason));
  await expect(region(page, 'History')).toBeVisible();
});

test('an audit that is not there is said not to be there', async ({ page }) => {
  await signIn(
    page,
    'max-rivera',
    '/lighthouse/audit/00000000-0000-4000-8000-000000000000',
  );
  await expect(
    page.getByRole('heading', { name: 'There is no such audit' }),
  ).toBeVisible();
});
