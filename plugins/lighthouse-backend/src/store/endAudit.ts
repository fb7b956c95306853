import type {
  AuditFailure,
  AuditRequester,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import type { ReportSummary } from '../report/summarize';
import { insertAudit } from './insertAudit';
import type { AuditRow } from './rows';
import { keepTrends } from './trends';

/** What an audit found. */
export interface Result {
  summary: ReportSummary;
  report: Buffer;
  failure?: undefined;
}

/** How an audit ended. */
export type Ending = Result | { failure: AuditFailure; report?: undefined };

const ENDED = { open_key: null, holder: null, lease_until: null } as const;

/** An audit that runs, as long as it still does so for the same process. */
export interface RunningAudit {
  row: AuditRow;
  /** What has to hold still of it. */
  still: Partial<AuditRow>;
}

/**
 * Writes down what an audit found.
 *
 * @param now - milliseconds since 1970
 * @returns false when it is not the same process's any more
 */
export async function completeAudit(
  trx: Knex.Transaction,
  { row, still }: RunningAudit,
  { summary: { categories, ...details }, report }: Result,
  now: number,
): Promise<boolean> {
  const ended = await trx<AuditRow>('audits')
    .where({ ...still, id: row.id, status: 'RUNNING' })
    .update({
      ...ENDED,
      status: 'COMPLETED',
      completed_at: now,
      categories: JSON.stringify(categories),
      details: JSON.stringify(details),
      has_report: true,
    });
  if (ended === 1) {
    await trx('reports').insert({ audit_id: row.id, content: report });
    await keepTrends(trx, [row.site]);
  }
  return ended === 1;
}

/**
 * Writes down why an audit failed; with `retry` another one takes its place, once.
 *
 * @param now - milliseconds since 1970
 * @returns false when it is not the same process's any more
 */
export async function failAudit(
  trx: Knex.Transaction,
  { row, still }: RunningAudit,
  { failure, retry }: { failure: AuditFailure; retry: boolean },
  now: number,
): Promise<boolean> {
  const ended = await trx<AuditRow>('audits')
    .where({ ...still, id: row.id, status: 'RUNNING' })
    .update({
      ...ENDED,
      status: 'FAILED',
      completed_at: now,
      failure: JSON.stringify(failure),
    });
  if (ended === 1 && retry && row.attempt === 1) {
    const wanted = {
      url: row.url,
      formFactor: row.form_factor,
      requestedBy: JSON.parse(row.requested_by) as AuditRequester,
    };
    const successor = await insertAudit(trx, wanted, 2, now);
    await trx<AuditRow>('audits')
      .where({ id: row.id })
      .update({ retried_as: successor ?? null });
  }
  return ended === 1;
}
