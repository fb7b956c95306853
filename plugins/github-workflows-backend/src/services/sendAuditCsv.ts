import { pipeline } from 'node:stream/promises';
import { AuditFilter } from '@internal/plugin-github-workflows-common';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';
import { AuditStore } from '../store/AuditStore';

const ROWS_AT_ONCE = 1_000;
/** The most rows of one file; a spreadsheet takes about a million. */
const MAX_CSV_ROWS = 50_000;

const COLUMNS = [
  'at',
  'user',
  'githubLogin',
  'action',
  'entityRef',
  'repository',
  'workflowFile',
  'ref',
  'environment',
  'inputs',
  'details',
  'runId',
  'identity',
  'outcome',
  'errorCode',
];

async function* rowsOf(store: AuditStore, filter: AuditFilter, max: number) {
  let cursor: string | undefined;
  let left = max;
  do {
    const limit = Math.min(left, ROWS_AT_ONCE);
    const page = await store.page({ ...filter, cursor, limit });
    for (const { inputs, details, ...entry } of page.items) {
      yield {
        ...entry,
        inputs: JSON.stringify(inputs),
        details: JSON.stringify(details),
      };
    }
    left -= page.items.length;
    cursor = page.nextCursor;
  } while (cursor && left > 0);
  if (cursor) {
    yield {
      at: `Only the newest ${max} entries are here: choose a shorter time for the rest.`,
    };
  }
}

/**
 * Streams what fits a filter as CSV (RFC 4180, UTF-8), newest first, at the browser's pace. A text
 * that a spreadsheet would take for a formula gets an apostrophe before it. A file that had to be
 * cut says so in its last line.
 */
export async function sendAuditCsv(
  store: AuditStore,
  filter: AuditFilter,
  response: Response,
  max: number = MAX_CSV_ROWS,
): Promise<void> {
  response.setHeader('Content-Type', 'text/csv; charset=utf-8');
  response.setHeader(
    'Content-Disposition',
    'attachment; filename="workflows-audit.csv"',
  );
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(
    rowsOf(store, filter, max),
    stringify({
      header: true,
      columns: COLUMNS,
      escape_formulas: true,
      record_delimiter: 'windows',
    }),
    response,
  );
}
