import { launchBrowser } from '../browser.mjs';
import { progress, row } from '../report.mjs';
import { COMPONENTS, SYSTEM } from './portal.mjs';

const OVERVIEW = '/catalog/default/component/webapp';
const TABLE = `/catalog/default/system/${SYSTEM}/sonarqube-components`;
const TIMEOUT_MS = 60_000;

/** How many summaries a request of the browser asks for. */
function summariesOf(request) {
  const { pathname } = new URL(request.url());
  if (pathname === '/api/sonarqube-insights/summaries')
    return request.postDataJSON().entityRefs.length;
  return /^\/api\/sonarqube(-insights)?\/entities\/.*\/summary$/.test(pathname)
    ? 1
    : 0;
}

/**
 * Opens a page of the portal in a browser that knows nothing yet and waits until it has shown what
 * it asked of SonarQube.
 *
 * @returns how many summaries it asked for, and the calls that the portal made meanwhile
 */
async function visit({ browser, portal, path, storageState, isComplete }) {
  const before = await portal.sonarqube.calls();
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  let summaries = 0;
  page.on('request', request => {
    summaries += summariesOf(request);
  });
  await page.goto(`${portal.url}${path}`);
  await isComplete(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  if (summaries === 0) throw new Error(`${path} asks for no summary`);
  return { summaries, calls: (await portal.sonarqube.calls()) - before };
}

async function enterAsGuest(browser, portal) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(portal.url);
  await page.getByRole('button', { name: 'Continue as guest' }).click();
  await page.getByRole('navigation').first().waitFor({ timeout: TIMEOUT_MS });
  const storageState = await context.storageState();
  await context.close();
  return storageState;
}

const cardIsThere = page =>
  page
    .getByText('71.3', { exact: false })
    .first()
    .waitFor({ timeout: TIMEOUT_MS });
const tableIsThere = page =>
  page
    .locator('table tbody tr')
    .nth(COMPONENTS - 1)
    .waitFor({ timeout: TIMEOUT_MS });

/** What the pages of the portal cost SonarQube, cold and warm. */
export async function measureSonarqube(portal) {
  progress('Opening a card and a table of SonarQube, cold and warm.');
  const browser = await launchBrowser();
  try {
    const storageState = await enterAsGuest(browser, portal);
    const open = (path, isComplete) =>
      visit({ browser, portal, path, storageState, isComplete });
    const coldCard = await open(OVERVIEW, cardIsThere);
    const warmCard = await open(OVERVIEW, cardIsThere);
    const coldTable = await open(TABLE, tableIsThere);
    const { peak, byProject } = await portal.sonarqube.load();
    const warmTable = await open(TABLE, tableIsThere);
    const each = Object.values(byProject);
    return [
      row({
        name: 'Calls to SonarQube for the overview card of a component',
        value: coldCard.calls,
        unit: 'calls',
        limit: 3,
        note: 'Chromium as a guest; the first in the process, so with the mode of the server',
      }),
      row({
        name: 'The same, warm',
        value: warmCard.calls,
        unit: 'calls',
        limit: 0,
        note: 'opened again in an empty browser',
      }),
      row({
        name: `Summaries that a System page with ${COMPONENTS} components asks for`,
        value: coldTable.summaries,
        unit: 'summaries',
        limit: COMPONENTS,
        note: `${coldTable.calls} calls to SonarQube`,
      }),
      row({
        name: 'The most calls to SonarQube at a time',
        value: peak,
        unit: 'calls',
        limit: 4,
        note: 'each takes 30 ms',
      }),
      row({
        name: 'The most calls to SonarQube for one summary',
        value: Math.max(...each),
        unit: 'calls',
        limit: 3,
        note: `of ${each.length} projects; the mode of the server is asked for once`,
      }),
      row({
        name: 'Calls to SonarQube for the System page, warm',
        value: warmTable.calls,
        unit: 'calls',
        limit: 0,
        note: 'opened again in an empty browser',
      }),
    ];
  } finally {
    await browser.close();
  }
}
