// The screens of GitHub Workflows that need more than their address.

const STUDIO = '/catalog/default/component/studio-service';
const CHECKS =
  '/catalog/default/component/studio-webapp/workflows?workflow=checks.yml';
const FAILED =
  '/catalog/default/component/appsync-service/workflows?workflow=ci.yml&status=failure';
const APPSYNC = '/catalog/default/component/appsync-service/workflows';

const firstRun = page => page.locator('a[href*="/workflows/runs/"]').first();

async function shootPreflight({ page, open, shoot, settle }) {
  await open(`${STUDIO}/workflows?dispatch=deploy.yml`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'stage' }).click();
  await page.getByRole('option', { name: 'production', exact: true }).click();
  await dialog.getByText('waits until').first().waitFor();
  await dialog
    .getByRole('region', { name: 'Before you run it' })
    .scrollIntoViewIfNeeded();
  await settle();
  await shoot('preflight');
  await dialog.getByRole('button', { name: 'Run workflow' }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await page.getByRole('region', { name: 'Waiting for approval' }).waitFor();
  await settle();
  await shoot('run-waiting');
}

async function shootReview({ page, open, shoot, settle }) {
  await open(STUDIO);
  const link = page.getByRole('link', { name: /^Deploy #/ }).first();
  await link.scrollIntoViewIfNeeded();
  await settle();
  await shoot('waiting-card');
  await link.click();
  await page.getByRole('button', { name: /^Approve/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Comment').fill('Checked on staging');
  await settle();
  await shoot('review');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('robin-hale approved').first().waitFor();
}

async function shootRuns({ page, open, shoot, settle }) {
  await open(CHECKS);
  await firstRun(page).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await settle();
  await shoot('run-matrix');
  await page
    .getByRole('button', { name: /^Re-run/ })
    .first()
    .click();
  const item = page.getByRole('menuitem').first();
  if (await item.isVisible().catch(() => false)) await item.click();
  await page.getByRole('dialog').last().waitFor();
  await settle();
  await shoot('rerun');
  await open(FAILED);
  await page.locator('a[href*="/workflows/runs/"]').last().click();
  await page.getByRole('button', { name: 'Show log' }).click();
  const log = page.getByRole('region', { name: /^Log, \d+ lines/ });
  await log.getByText('Error: Process completed').waitFor();
  await settle();
  await shoot('job-log');
}

// The ways from an entity to a form, and the menu that fills it.
async function shootWaysIn({ page, open, shoot, settle }) {
  await open(STUDIO);
  const pinned = page.getByRole('link', { name: 'Run workflow Deploy' });
  await pinned.scrollIntoViewIfNeeded();
  await settle();
  await shoot('quick-run');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Run workflow…' }).waitFor();
  await settle();
  await shoot('entity-menu');
  await open(`${STUDIO}/workflows?dispatch=deploy.yml`);
  await page.getByRole('button', { name: 'Fill in from…' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await settle();
  await shoot('presets');
}

async function shootTab({ page, open, shoot, settle }) {
  await open(APPSYNC);
  await page.getByRole('combobox').first().fill('feature');
  await settle();
  await shoot('ref-picker');
  await open(`${STUDIO}/workflows`);
  await page
    .getByRole('button', { name: /^More about/ })
    .first()
    .click();
  await page.getByRole('menuitem').first().click();
  await page.getByRole('dialog').last().waitFor();
  await settle();
  await shoot('disable');
}

async function shootPages({ open, shoot, settle }, pages) {
  for (const [name, address] of Object.entries(pages)) {
    await open(address);
    await settle();
    await shoot(name);
  }
}

/**
 * What the pictures show, by who looks: somebody of the team runs a deployment, somebody of the
 * platform team approves it and looks after the portal.
 */
export const workflowVisits = [
  {
    login: 'lee-moran',
    visit: async look => {
      await shootPreflight(look);
      await shootRuns(look);
      await shootTab(look);
      await shootWaysIn(look);
      await shootPages(look, {
        overview: '/workflows/overview',
        'my-dispatches': '/workflows/mine',
      });
    },
  },
  {
    login: 'robin-hale',
    visit: async look => {
      await shootReview(look);
      await shootPages(look, {
        audit: '/workflows/audit',
        'workflows-status': '/workflows/status',
      });
    },
  },
  {
    login: 'lee-moran',
    visit: look => shootPages(look, { notifications: '/notifications' }),
  },
];
