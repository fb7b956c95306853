/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const sonarqubeInsightsErrorCodes = [
  // what was asked for
  'request_invalid',
  'entity_not_found',
  'annotation_missing',
  'annotation_malformed',
  'not_permitted',
  'route_closed',
  // the configuration; 404
  'not_configured',
  'instance_unknown',
  // what SonarQube has; 404
  'project_not_found',
  'branch_not_found',
  'pull_request_not_found',
  // how SonarQube is; 503
  /** 401 */
  'sonarqube_credentials_rejected',
  /** 403: the token may not browse the project */
  'sonarqube_forbidden',
  /** 429 */
  'sonarqube_rate_limited',
  /** 5xx */
  'sonarqube_unavailable',
  'sonarqube_timeout',
  /** No connection, or it broke. */
  'sonarqube_unreachable',
  /** It failed several times in a row and is left alone for a moment. */
  'sonarqube_paused',
  /** Too many of the portal's calls wait for it already. */
  'sonarqube_overloaded',
  /** A page instead of data: a login page or that of a proxy. */
  'sonarqube_answer_not_json',
  'sonarqube_answer_truncated',
  'sonarqube_answer_too_large',
  'sonarqube_unexpected_answer',
  /** The list of metrics doesn't end. */
  'sonarqube_metrics_endless',
] as const;

/** One of {@link sonarqubeInsightsErrorCodes}. */
export type SonarqubeInsightsErrorCode =
  (typeof sonarqubeInsightsErrorCodes)[number];
