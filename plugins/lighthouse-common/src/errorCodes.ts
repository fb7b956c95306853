/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now). A failed audit carries the same
 * three as its `failure`; its code is one of these or, in `code`, Lighthouse's own in lower case
 * (such as `chrome_interstitial_error`).
 */
export const lighthouseErrorCodes = [
  // what was asked for
  'request_invalid',
  'not_permitted',
  'entity_not_found',
  'annotation_missing',
  'audit_not_found',
  'website_not_found',
  'report_missing',
  'nothing_to_compare',
  'queue_full',
  // the address
  'url_missing',
  'url_too_long',
  'url_without_scheme',
  'url_malformed',
  'url_scheme_refused',
  'url_with_credentials',
  // whether the portal may open it
  'target_not_declared',
  'target_address_refused',
  'target_unresolvable',
  'redirect_refused',
  // why an audit failed
  'runner_unavailable',
  'worker_died',
  'audit_timeout',
  'audit_out_of_memory',
  'audit_aborted',
  'page_unreachable',
  'page_too_large',
  'disk_full',
  'report_too_large',
  'report_unreadable',
  'audit_failed',
  // an audit-service that is used instead of the portal's own runner
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_paused',
  'upstream_overloaded',
  'upstream_rate_limited',
  'upstream_credentials_rejected',
  'upstream_forbidden',
  'upstream_unavailable',
  'upstream_not_found',
  'upstream_refused',
  'upstream_answer_too_large',
  'upstream_unexpected_answer',
] as const;

/** One of {@link lighthouseErrorCodes}. */
export type LighthouseErrorCode = (typeof lighthouseErrorCodes)[number];
