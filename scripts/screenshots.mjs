// yarn screenshots [directory] [--no-build]: the pictures of the README, from a production build of the portal
// beside a simulated GitHub: 1280 and 390 pixels wide, light and dark.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { requireChromium } from './chromium.mjs';
import { stopWithThisProcess } from './processes.mjs';
import { startProductionPortal } from './production-portal.mjs';
import { inRoot } from './repository.mjs';
import { bugsnagVisits } from './screenshots/bugsnagScreens.mjs';
import { datadogVisits } from './screenshots/datadogScreens.mjs';
import { figmaVisits } from './screenshots/figmaScreens.mjs';
import { lighthouseVisits } from './screenshots/lighthouseScreens.mjs';
import { ownDeploymentVisits } from './screenshots/ownDeploymentScreens.mjs';
import { qualityVisits } from './screenshots/qualityScreens.mjs';
import { workflowVisits } from './screenshots/workflowScreens.mjs';

const APPSYNC = '/catalog/default/component/appsync-service';
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const TALL = 2_200;
const LOOKS = [
  { suffix: '', viewport: WIDE, colorScheme: 'light' },
  { suffix: '-dark', viewport: WIDE, colorScheme: 'dark' },
  { suffix: '-phone', viewport: PHONE, colorScheme: 'light' },
  { suffix: '-phone-dark', viewport: PHONE, colorScheme: 'dark' },
];
// Pages that need nothing but their address.
const PAGES = {
  home: '/',
  catalog: '/catalog',
  entity: APPSYNC,
  workflows: `${APPSYNC}/workflows?ref=feature/schema-v2`,
  environments: '/environments',
  service: '/environments/staging/appsync?window=1h',
  'service-appsync': '/environments/staging/appsync',
  'service-stream': '/environments/staging/stream',
  'service-studio': '/environments/staging/studio',
  'service-infrastructure': '/environments/staging/infrastructure',
  'system-map': '/system-map',
  'system-map-list': '/system-map?view=list',
  'entity-environments':
    '/catalog/default/component/stream-service/environments',
  apis: '/catalog/default/component/appsync-service/apis',
  definition: '/catalog/default/api/stream-admin/definition',
  team: '/catalog/default/group/backend',
  search: '/search?query=stream',
  settings: '/settings',
  'not-found': '/nowhere',
};

/** Again until the catalog has read who is who: the portal answers before that. */
async function signIn(page, url, login) {
  const deadline = Date.now() + 120_000;
  const refusal = page.getByRole('alert');
  for (;;) {
    await page.goto(url);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
    const popup = await opened;
    await popup.getByRole('button', { name: `(@${login})` }).click();
    await page.getByRole('navigation').or(refusal).first().waitFor();
    if (!(await refusal.isVisible()) || Date.now() > deadline) return;
  }
}

async function settle(page) {
  await page.waitForLoadState('networkidle');
  // Fades and the relations graph come to rest.
  await page.waitForTimeout(1_000);
}

async function runDeploy(page, url, shoot) {
  await page.goto(
    `${url}${APPSYNC}/workflows?ref=feature/schema-v2&dispatch=deploy.yml`,
  );
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'migration' }).click();
  await page.getByRole('option', { name: 'expand', exact: true }).click();
  await dialog.getByLabel('version').fill('1.6.0-rc.1');
  await settle(page);
  await shoot('run-dialog');
  await dialog.getByRole('button', { name: 'Run workflow' }).click();
  await page.waitForURL(/\/runs\/\d+/);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await shoot('run-in-progress');
  await page.waitForFunction(
    () => !/In progress|Queued/.test(document.body.innerText),
    undefined,
    { timeout: 60_000 },
  );
  await settle(page);
  await shoot('run');
}

/** What somebody else sees, from the sign-in on. */
async function shootVisit(browser, url, directory, { login, visit }, look) {
  const { suffix, ...screen } = look;
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  await signIn(page, url, login);
  await visit({
    page,
    open: address => page.goto(url + address),
    settle: () => settle(page),
    shoot: name =>
      page.screenshot({ path: path.join(directory, `${name}${suffix}.png`) }),
  });
  await context.close();
}

async function shootAll(browser, url, directory, { suffix, ...look }) {
  const context = await browser.newContext(look);
  const page = await context.newPage();
  const shoot = name =>
    page.screenshot({ path: path.join(directory, `${name}${suffix}.png`) });
  await page.goto(url);
  await settle(page);
  await shoot('sign-in');
  await signIn(page, url, 'sam-okoro');
  await runDeploy(page, url, shoot);
  for (const [name, address] of Object.entries(PAGES)) {
    // What only one service has stands below what all have.
    if (name.startsWith('service-'))
      await page.setViewportSize({ ...look.viewport, height: TALL });
    await page.goto(url + address);
    await settle(page);
    await shoot(name);
    await page.setViewportSize(look.viewport);
  }
  await context.close();
}

stopWithThisProcess();
const [given] = process.argv.slice(2).filter(arg => !arg.startsWith('--'));
const directory = path.resolve(given ?? inRoot('.data/screenshots'));
mkdirSync(directory, { recursive: true });
const executablePath = await requireChromium();
const portal = await startProductionPortal({
  build: !process.argv.includes('--no-build'),
});
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const look of LOOKS) {
    await shootAll(browser, portal.url, directory, look);
    for (const visit of [
      ...workflowVisits,
      ...ownDeploymentVisits,
      ...qualityVisits,
      ...lighthouseVisits,
      ...bugsnagVisits,
      ...datadogVisits,
      ...figmaVisits,
    ])
      await shootVisit(browser, portal.url, directory, visit, look);
  }
  process.stdout.write(`The pictures are in ${directory}.\n`);
} finally {
  await browser.close();
  await portal.stop();
}
