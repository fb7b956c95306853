/**
 * Stable codes of this plugin's errors. An error answer carries `error.code`, `error.message`
 * (what happened and why) and `error.remedy` (what to do now).
 */
export const githubWorkflowsErrorCodes = [
  // what was asked for
  'request_invalid',
  'entity_not_found',
  'annotation_missing',
  'annotation_malformed',
  'not_permitted',
  'guest_may_not_run',
  // what the repository has
  'repository_not_found',
  'ref_not_found',
  'workflow_not_on_ref',
  'workflow_not_registered',
  'workflow_disabled',
  'workflow_file_invalid',
  'no_dispatch_trigger',
  'run_not_found',
  'attempt_not_found',
  'artifact_not_found',
  'artifact_expired',
  'artifact_too_large',
  'log_not_ready',
  'log_gone',
  // the form
  'input_unknown',
  'input_missing',
  'input_invalid',
  'inputs_too_many',
  'inputs_too_large',
  'form_outdated',
  // the dispatch
  'github_token_missing',
  'github_token_rejected',
  'app_identity_unavailable',
  'idempotency_key_reused',
  'dispatch_not_found',
  'dispatch_in_progress',
  'dispatch_outcome_unknown',
  'dispatch_refused',
  // what is done with a run
  'run_action_refused',
  'run_finished',
  'run_action_outcome_unknown',
  // the review of a deployment
  'review_nothing_waits',
  'review_not_yours',
  'review_of_own_run',
  'review_outcome_unknown',
  // enabling and disabling a workflow
  'workflow_switch_refused',
  'workflow_switch_outcome_unknown',
  // GitHub itself
  'integration_missing',
  'github_credentials_rejected',
  'github_forbidden',
  'github_rate_limited',
  'github_unreachable',
  'github_timeout',
  'github_unavailable',
  'github_unexpected_answer',
] as const;

/** One of {@link githubWorkflowsErrorCodes}. */
export type GithubWorkflowsErrorCode =
  (typeof githubWorkflowsErrorCodes)[number];
