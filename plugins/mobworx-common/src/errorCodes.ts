/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const mobworxErrorCodes = [
  // what was asked for
  'request_invalid',
  'environment_unknown',
  'service_not_configured',
  'room_unknown',
  'not_permitted',
  // the query console
  'query_invalid',
  'query_not_a_query',
  'query_too_complex',
  'query_too_large',
  'query_console_off',
  // starting a studio session
  'writes_off',
  'environment_not_confirmed',
  'idempotency_key_reused',
  'session_in_progress',
  'session_refused',
  'session_outcome_unknown',
  // what an upstream did
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_paused',
  'upstream_overloaded',
  'upstream_unavailable',
  'upstream_rate_limited',
  'upstream_credentials_rejected',
  'upstream_forbidden',
  'upstream_not_found',
  'upstream_answer_too_large',
  'upstream_answer_truncated',
  'upstream_unexpected_answer',
  'upstream_unwell',
  // what the portal itself did not do
  'not_looked_lately',
] as const;

/** One of {@link mobworxErrorCodes}. */
export type MobworxErrorCode = (typeof mobworxErrorCodes)[number];
