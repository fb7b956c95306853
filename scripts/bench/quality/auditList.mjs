import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { measureOnBothDatabases } from '../databases.mjs';
import { median, p95, progress, row } from '../report.mjs';

const SITES = 500;
const AUDITS = 100;
const READS = 40;
const PAGE = 25;
// Each page once: the first look fills in the trends of audits that an older portal made.
const WARM_UP = SITES / PAGE;
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

async function writeAudits(knex) {
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

/** How long a page of the list of audits takes, on both databases. */
export const measureAuditList = () =>
  measureOnBothDatabases('lighthouse', async ({ database, portal, fill }) => {
    progress(`Listing ${SITES} websites of ${AUDITS} audits on ${database}.`);
    await fill(writeAudits);
    // Every page of the list in turn.
    const times = await timesOf(
      portal,
      read => `/websites?limit=${PAGE}&offset=${(read * PAGE) % SITES}`,
    );
    return row({
      name: `List of ${SITES} websites with ${AUDITS} audits each, ${database}`,
      value: p95(times),
      unit: 'ms',
      limit: 50,
      note: `p95 of ${READS} requests of ${PAGE} websites with their trends through the authorized route; median ${median(times).toFixed(1)} ms; no report is read`,
    });
  });
