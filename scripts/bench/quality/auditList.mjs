import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { startPostgres } from '../../postgres.mjs';
import { inRoot } from '../../repository.mjs';
import { median, progress, row } from '../report.mjs';
import { startBenchPortal } from '../workflows/portal.mjs';

const SITES = 500;
const AUDITS = 100;
const READS = 40;
const WARM_UP = 10;
const PAGE = 25;
const ROWS_AT_ONCE = 50;
// A tenth of the audits has a report: a list that read them would show it all the same.
const REPORT_EVERY = 10;

const CATEGORIES = [
  ['performance', 'Performance'],
  ['accessibility', 'Accessibility'],
  ['best-practices', 'Best Practices'],
  ['seo', 'SEO'],
  ['agentic-browsing', 'Agentic Browsing'],
];
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'interactive',
];

const siteOf = url => createHash('sha256').update(url).digest('base64url');

/** An audit as the plugin keeps it; every second one of a site is of a desktop. */
function auditRow(url, site, number) {
  const at = 1_790_000_000_000 + number * 3_600_000;
  return {
    id: randomUUID(),
    site,
    form_factor: number % 2 ? 'desktop' : 'mobile',
    status: number % 20 === 7 ? 'FAILED' : 'COMPLETED',
    created_at: at,
    started_at: at + 1000,
    completed_at: at + 12_000,
    attempt: 1,
    url,
    requested_by: '{"type":"schedule"}',
    categories: JSON.stringify(
      CATEGORIES.map(([id, title], index) => ({
        id,
        title,
        score: ((number * 7 + index * 13) % 101) / 100,
      })),
    ),
    progress: null,
    failure: number % 20 === 7 ? '{"code":"no_fcp","message":"No."}' : null,
    retried_as: null,
    open_key: null,
    priority: 1,
    not_before: at,
    holder: null,
    lease_until: null,
    has_report: true,
    details: JSON.stringify({
      metrics: METRICS.map(id => ({
        id,
        title: id,
        value: 1234.5,
        unit: 'millisecond',
        score: 0.9,
        displayValue: '1.2 s',
      })),
      warnings: [],
      lighthouseVersion: '13.5.0',
      measuredBy: 'portal',
    }),
  };
}

async function fill(knex) {
  const content = gzipSync(randomBytes(40_000));
  for (let number = 0; number < SITES; number += 1) {
    const url = `https://site-${number}.example/a/page`;
    const site = siteOf(url);
    const audits = Array.from({ length: AUDITS }, (_, index) =>
      auditRow(url, site, index),
    );
    await knex('websites').insert({
      site,
      url,
      last_audit_at: audits.at(-1).created_at,
    });
    await knex.batchInsert('audits', audits, ROWS_AT_ONCE);
    await knex.batchInsert(
      'reports',
      audits
        .filter((_, index) => index % REPORT_EVERY === 0)
        .map(({ id }) => ({ audit_id: id, content })),
    );
  }
}

async function timesOf(portal, pathOf) {
  const times = [];
  for (let read = -WARM_UP; read < READS; read += 1) {
    const started = performance.now();
    const response = await fetch(
      `${portal.url}/api/lighthouse${pathOf(read + WARM_UP)}`,
      { headers: portal.headers },
    );
    const { items, total } = await response.json();
    if (read >= 0) times.push(performance.now() - started);
    if (items?.length !== PAGE || total !== SITES)
      throw new Error(`The list answered ${response.status}`);
  }
  return times;
}

async function measureOn(database, connection) {
  progress(`Listing ${SITES} websites of ${AUDITS} audits on ${database}.`);
  const portal = await startBenchPortal({ database: connection });
  try {
    const knex = createRequire(
      inRoot('plugins/lighthouse-backend/package.json'),
    )('knex')(connection.ofPlugin(portal.directory));
    await fill(knex);
    await knex.destroy();
    // Every page of the list in turn.
    const times = await timesOf(
      portal,
      read => `/websites?limit=${PAGE}&offset=${(read * PAGE) % SITES}`,
    );
    const sorted = [...times].sort((a, b) => a - b);
    return row({
      name: `List of ${SITES} websites with ${AUDITS} audits each, ${database}`,
      value: sorted[Math.ceil(READS * 0.95) - 1],
      unit: 'ms',
      limit: 50,
      note: `p95 of ${READS} requests of ${PAGE} websites with their trends through the authorized route; median ${median(times).toFixed(1)} ms; no report is read`,
    });
  } finally {
    await portal.stop();
  }
}

/** How long a page of the list of audits takes, on both databases. */
export async function measureAuditList() {
  const sqlite = await measureOn('SQLite', {
    client: 'better-sqlite3',
    connection: { directory: '../../database' },
    ofPlugin: directory => ({
      client: 'better-sqlite3',
      connection: path.join(directory, 'database/lighthouse.sqlite'),
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
          '/backstage_plugin_lighthouse',
        ),
      }),
    });
    return [sqlite, postgres];
  } finally {
    await server.stop();
  }
}
