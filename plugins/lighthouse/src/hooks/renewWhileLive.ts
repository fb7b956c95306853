import { AuditSummary, hasEnded } from '@internal/plugin-lighthouse-common';

/**
 * How often our backend is asked again while an audit waits or runs, in milliseconds. Signals tell
 * of every step at once; a page whose connection for signals broke must not show an audit as running
 * for ever.
 */
const RENEW_MS = 15_000;

/** The interval of a query, by the audits in its answer: none once all of them have ended. */
export function renewWhileLive(
  audits: Pick<AuditSummary, 'status'>[] | undefined,
): number | false {
  return audits?.some(audit => !hasEnded(audit)) ? RENEW_MS : false;
}
