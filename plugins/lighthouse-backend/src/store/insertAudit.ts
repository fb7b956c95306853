import { randomUUID } from 'node:crypto';
import type {
  AuditRequester,
  FormFactor,
} from '@internal/plugin-lighthouse-common';
import type { Knex } from 'knex';
import { type AuditRow, openKeyOf, siteOf, type WebsiteRow } from './rows';

/** An audit to put into the queue. */
export interface NewAudit {
  /** In the form of `parseAuditUrl`. */
  url: string;
  formFactor: FormFactor;
  requestedBy: AuditRequester;
  /** Milliseconds since 1970; it is not begun before. Default now. */
  notBefore?: number;
}

// Somebody looks on while theirs is run; nobody waits for the schedule.
export const PRIORITY: Record<AuditRequester['type'], number> = {
  user: 0,
  service: 0,
  schedule: 1,
};

/**
 * Puts an audit into the queue.
 *
 * @param attempt - 2 for one that takes the place of another
 * @param now - milliseconds since 1970
 * @returns its id; nothing when one of the same page and form factor waits or runs
 */
export async function insertAudit(
  trx: Knex.Transaction,
  { url, formFactor, requestedBy, notBefore }: NewAudit,
  attempt: number,
  now: number,
): Promise<string | undefined> {
  const id = randomUUID();
  const site = siteOf(url);
  const inserted = await trx<AuditRow>('audits')
    .insert({
      id,
      site,
      form_factor: formFactor,
      status: 'QUEUED',
      created_at: now,
      started_at: null,
      completed_at: null,
      attempt,
      url,
      requested_by: JSON.stringify(requestedBy),
      categories: '[]',
      progress: null,
      failure: null,
      retried_as: null,
      open_key: openKeyOf(url, formFactor),
      priority: PRIORITY[requestedBy.type],
      not_before: notBefore ?? now,
      holder: null,
      lease_until: null,
      has_report: false,
      details: null,
    })
    .onConflict('open_key')
    .ignore()
    .returning('id');
  if (inserted.length === 0) {
    return undefined;
  }
  await trx<WebsiteRow>('websites')
    .insert({ site, url, last_audit_at: now, trends: '{}' })
    .onConflict('site')
    .merge(['last_audit_at']);
  return id;
}
