import { launchBrowser } from '../browser.mjs';
import { measureOnBothDatabases } from '../databases.mjs';
import { median, p95, progress, row } from '../report.mjs';

const ENTRIES = 100_000;
const READS = 40;
const WARM_UP = 10;
// The platform team may read all of the audit.
const READER = 'robin-hale';

const SERIES = {
  SQLite: `with recursive s(n) as (select 1 union all select n + 1 from s where n < ${ENTRIES})`,
  PostgreSQL: `with s(n) as (select generate_series(1, ${ENTRIES}))`,
};

// One dispatch a minute, by forty people in 120 repositories.
const dispatches = series => `
  insert into audit
    (at, action, user_ref, entity_ref, repository, workflow_file, ref, inputs, details, identity, outcome)
  ${series}
  select 1700000000000 + cast(n as bigint) * 60000, 'dispatch',
    'user:default/user-' || (n % 40), 'component:default/entity-' || (n % 120),
    'github.com/mobworx/repository-' || (n % 120), 'workflow-' || (n % 30) || '.yml',
    'main', '{"stage":"staging","version":"1.2.3"}', '{}', 'user',
    case n % 50 when 0 then 'failed' else 'done' end
  from s`;

/** Signs a person in through the simulated GitHub. @returns the headers that the page sends then */
async function headersOf(login, portal) {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const sent = page.waitForRequest(
    request =>
      request.url().includes('/api/catalog/') &&
      Boolean(request.headers().authorization),
  );
  await page.goto(portal.url);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: `(@${login})` }).click();
  const { authorization } = (await sent).headers();
  await browser.close();
  return { Authorization: authorization };
}

/** How long the newest page of a long audit takes, on both databases. */
export const measureAudit = () =>
  measureOnBothDatabases(
    'github-workflows',
    async ({ database, portal, fill }) => {
      progress(
        `Reading the newest page of ${ENTRIES} dispatches on ${database}.`,
      );
      await fill(knex => knex.raw(dispatches(SERIES[database])));
      const headers = await headersOf(READER, portal);
      const times = [];
      for (let read = -WARM_UP; read < READS; read += 1) {
        const started = performance.now();
        const response = await fetch(
          `${portal.url}/api/github-workflows/audit`,
          { headers },
        );
        const { items, nextCursor } = await response.json();
        if (read >= 0) times.push(performance.now() - started);
        if (items?.length !== 50 || !nextCursor)
          throw new Error(`The audit answered ${response.status}`);
      }
      return row({
        name: `Newest page of the audit with ${ENTRIES} dispatches, ${database}`,
        value: p95(times),
        unit: 'ms',
        limit: 50,
        note: `p95 of ${READS} requests of 50 entries through the authorized route; median ${median(times).toFixed(1)} ms`,
      });
    },
  );
