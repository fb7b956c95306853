/** Channel on which the backend says that something changed. */
export const GITHUB_WORKFLOWS_CHANNEL = 'github-workflows';

/**
 * Sent to every open page, so it carries a number and nothing else: whoever may see the run
 * fetches it through the authorized route.
 *
 * - `run-changed`: a run is new or another than it was
 * - `runs-changed`: there may be a run that isn't known yet
 * - `refs-changed`: branches or tags have come, gone or moved somewhere
 * - `workflows-changed`: somebody has enabled or disabled one
 */
export type GithubWorkflowsSignal =
  | { type: 'run-changed'; runId: number }
  | { type: 'runs-changed' }
  | { type: 'refs-changed' }
  | { type: 'workflows-changed' };
