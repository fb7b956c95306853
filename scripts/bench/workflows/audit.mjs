import { createRequire } from 'node:module';
import path from 'node:path';
import { startPostgres } from '../../postgres.mjs';
import { inRoot } from '../../repository.mjs';
import { launchBrowser } from '../browser.mjs';
import { median, progress, row } from '../report.mjs';
import { startBenchPortal } from './portal.mjs';

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
const fill = series => `
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

async function measureOn(database, connection) {
  progress(`Reading the newest page of ${ENTRIES} dispatches on ${database}.`);
  const portal = await startBenchPortal({ database: connection });
  try {
    const knex = createRequire(
      inRoot('plugins/github-workflows-backend/package.json'),
    )('knex')(connection.ofPlugin(portal.directory));
    await knex.raw(fill(SERIES[database]));
    await knex.destroy();
    const headers = await headersOf(READER, portal);
    const times = [];
    for (let read = -WARM_UP; read < READS; read += 1) {
      const started = performance.now();
      const response = await fetch(`${portal.url}/api/github-workflows/audit`, {
        headers,
      });
      const { items, nextCursor } = await response.json();
      if (read >= 0) times.push(performance.now() - started);
      if (items?.length !== 50 || !nextCursor)
        throw new Error(`The audit answered ${response.status}`);
    }
    const sorted = [...times].sort((a, b) => a - b);
    return row({
      name: `Newest page of the audit with ${ENTRIES} dispatches, ${database}`,
      value: sorted[Math.ceil(READS * 0.95) - 1],
      unit: 'ms',
      limit: 50,
      note: `p95 of ${READS} requests of 50 entries through the authorized route; median ${median(times).toFixed(1)} ms`,
    });
  } finally {
    await portal.stop();
  }
}

/** How long the newest page of a long audit takes, on both databases. */
export async function measureAudit() {
  const sqlite = await measureOn('SQLite', {
    client: 'better-sqlite3',
    connection: { directory: '../../database' },
    ofPlugin: directory => ({
      client: 'better-sqlite3',
      connection: path.join(directory, 'database/github-workflows.sqlite'),
      useNullAsDefault: true,
    }),
  });
  const server = await startPostgres();
  try {
    const { connectionString } = server;
    const postgres = await measureOn('PostgreSQL', {
      client: 'pg',
      connection: connectionString,
      ofPlugin: () => ({
        client: 'pg',
        connection: connectionString.replace(
          /\/postgres$/,
          '/backstage_plugin_github-workflows',
        ),
      }),
    });
    return [sqlite, postgres];
  } finally {
    await server.stop();
  }
}
