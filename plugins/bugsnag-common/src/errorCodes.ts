/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const bugsnagErrorCodes = [
  // what was asked for
  'request_invalid',
  /** The place in a list that a page begins at belongs to another list. */
  'cursor_invalid',
  'entity_not_found',
  'annotation_missing',
  'annotation_malformed',
  'not_permitted',
  // the configuration; 404
  'not_configured',
  // what Bugsnag has; 404
  'organization_not_found',
  'organization_ambiguous',
  'project_not_found',
  'project_ambiguous',
  /** 404 of a project that was there a moment ago */
  'project_gone',
  // how Bugsnag is; 503
  /** 401 */
  'bugsnag_credentials_rejected',
  /** 403: the token's user may not see the project */
  'bugsnag_forbidden',
  /** 429 */
  'bugsnag_rate_limited',
  /** 5xx */
  'bugsnag_unavailable',
  'bugsnag_timeout',
  /** No connection, or it broke. */
  'bugsnag_unreachable',
  /** It failed several times in a row and is left alone for a moment. */
  'bugsnag_paused',
  /** Too many of the portal's calls wait for it already. */
  'bugsnag_overloaded',
  /** A page instead of data: a login page or that of a proxy. */
  'bugsnag_answer_not_json',
  'bugsnag_answer_truncated',
  'bugsnag_answer_too_large',
  'bugsnag_unexpected_answer',
  /** 404 of a route that every Bugsnag has */
  'bugsnag_route_unknown',
  /** The list of projects doesn't end. */
  'bugsnag_projects_endless',
] as const;

/** One of {@link bugsnagErrorCodes}. */
export type BugsnagErrorCode = (typeof bugsnagErrorCodes)[number];
