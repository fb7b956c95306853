/** Channel on which the backend says that something changed. */
export const GITHUB_WORKFLOWS_CHANNEL = 'github-workflows';

/**
 * Sent to every open page, so it carries a number and nothing else: whoever may see the run
 * fetches it through the authorized route.
 */
export type GithubWorkflowsSignal = {
  type: 'run-changed';
  runId: number;
};
