/** Channel on which the backend says that something changed. */
export const LIGHTHOUSE_CHANNEL = 'lighthouse';

/**
 * Sent to every open page, so it carries an id and nothing else: whoever may see the audit fetches
 * it through the authorized route.
 *
 * - `audit-changed`: an audit is new, waits, got further, ended or was deleted
 */
export type LighthouseSignal = { type: 'audit-changed'; auditId: string };
