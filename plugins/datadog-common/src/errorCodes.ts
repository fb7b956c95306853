/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const datadogErrorCodes = [
  // what was asked for
  'request_invalid',
  'entity_not_found',
  /** None of the annotations that name something in Datadog. */
  'annotation_missing',
  'annotation_malformed',
  /** Monitors or SLOs are named by tags, but this needs `datadoghq.com/service-name`. */
  'service_name_missing',
  'not_permitted',
  // the configuration; 404
  'not_configured',
  'environment_unknown',
  // what Datadog has; 404
  'slo_not_found',
  // how Datadog is; 503
  /** The API key isn't of this site: a wrong key, or a wrong site. */
  'datadog_api_key_rejected',
  /** The API key is well, the application key isn't. */
  'datadog_application_key_rejected',
  /** Both keys are well, but the application key lacks a scope for this. */
  'datadog_scope_missing',
  /** 401 or 403, and it can't be found out which of the three it is. */
  'datadog_forbidden',
  /** 429, or the budget of the endpoint is used up; comes with `resumesAt`. */
  'datadog_rate_limited',
  /** 404 of a route that should be there: the API address is wrong, or the product is off. */
  'datadog_not_found',
  /** 5xx */
  'datadog_unavailable',
  'datadog_timeout',
  /** No connection, or it broke. */
  'datadog_unreachable',
  /** It failed several times in a row and is left alone for a moment. */
  'datadog_paused',
  /** Too many of the portal's calls wait for it already. */
  'datadog_overloaded',
  /** A page instead of data: a login page or that of a proxy. */
  'datadog_answer_not_json',
  'datadog_answer_truncated',
  'datadog_answer_too_large',
  'datadog_unexpected_answer',
] as const;

/** One of {@link datadogErrorCodes}. */
export type DatadogErrorCode = (typeof datadogErrorCodes)[number];
