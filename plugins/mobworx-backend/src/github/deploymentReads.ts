import { z } from 'zod';
import type { GithubReader } from './GithubReader';
import type { Repository } from './repository';

/** A deployment or a run that deployed, as GitHub tells it. */
export interface GithubDeployment {
  source: 'github-deployment' | 'github-run';
  commit: string;
  /** Branch, tag or commit. */
  ref: string;
  at: string;
  /** Login. */
  by?: string;
  htmlUrl?: string;
}

const DEPLOYMENTS = 10;

const login = z.object({ login: z.string().max(100) }).nullish();
const sha = z.string().regex(/^[0-9a-f]{40,64}$/);

const deploymentsAnswer = z
  .array(
    z.object({ id: z.number(), sha, ref: z.string().max(255), creator: login }),
  )
  .max(DEPLOYMENTS);

const statusesAnswer = z
  .array(
    z.object({
      state: z.string().max(40),
      created_at: z.iso.datetime(),
      log_url: z.string().max(2000).nullish(),
      target_url: z.string().max(2000).nullish(),
    }),
  )
  .max(100);

/**
 * The last deployment to an environment that succeeded.
 *
 * @param environment - of GitHub, by its name
 * @param commit - when given, the last one of this commit, which may be a short SHA
 */
export async function readLastDeployment(
  github: GithubReader,
  repository: Repository,
  environment: string,
  commit: string | undefined,
  signal: AbortSignal,
): Promise<GithubDeployment | undefined> {
  const deployments = await github.read(
    repository,
    'GET /repos/{owner}/{repo}/deployments',
    { environment, per_page: DEPLOYMENTS },
    deploymentsAnswer,
    signal,
  );
  for (const deployment of deployments) {
    if (commit === undefined || deployment.sha.startsWith(commit)) {
      const success = await readSuccess(
        github,
        repository,
        deployment.id,
        signal,
      );
      if (success) {
        return {
          source: 'github-deployment',
          commit: deployment.sha,
          ref: deployment.ref,
          by: deployment.creator?.login,
          ...success,
        };
      }
    }
  }
  return undefined;
}

/** When a deployment succeeded, also where another has taken its place since. */
async function readSuccess(
  github: GithubReader,
  repository: Repository,
  deployment: number,
  signal: AbortSignal,
): Promise<Pick<GithubDeployment, 'at' | 'htmlUrl'> | undefined> {
  const statuses = await github.read(
    repository,
    'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    { deployment_id: deployment, per_page: 100 },
    statusesAnswer,
    signal,
  );
  const success = statuses.find(({ state }) => state === 'success');
  return (
    success && {
      at: success.created_at,
      htmlUrl: webAddress(success.log_url ?? success.target_url),
    }
  );
}

/** Whoever makes a deployment by the API chooses its address. */
function webAddress(text: string | null | undefined): string | undefined {
  return text && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text
    : undefined;
}

const runsAnswer = z.object({
  workflow_runs: z
    .array(
      z.object({
        head_sha: sha,
        head_branch: z.string().max(255).nullish(),
        updated_at: z.iso.datetime(),
        html_url: z.string().max(2000),
        triggering_actor: login,
      }),
    )
    .max(1),
});

/** The last run of a workflow on a branch that succeeded. */
export async function readLastRun(
  github: GithubReader,
  repository: Repository,
  { workflow, branch }: { workflow: string; branch: string },
  signal: AbortSignal,
): Promise<GithubDeployment | undefined> {
  const answer = await github.find(
    repository,
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    { workflow_id: workflow, branch, status: 'success', per_page: 1 },
    runsAnswer,
    signal,
  );
  const [run] = answer?.workflow_runs ?? [];
  return (
    run && {
      source: 'github-run',
      commit: run.head_sha,
      ref: branch,
      at: run.updated_at,
      by: run.triggering_actor?.login,
      htmlUrl: webAddress(run.html_url),
    }
  );
}

const comparisonAnswer = z.object({
  status: z.enum(['identical', 'ahead', 'behind', 'diverged']),
  ahead_by: z.number().int().min(0),
});

/** How a commit stands to another. */
export interface Comparison {
  isSame: boolean;
  /** Commits that the second has and the first doesn't. */
  aheadBy: number;
}

/**
 * Compares two commits, branches or tags; nothing when GitHub doesn't have both.
 */
export async function compare(
  github: GithubReader,
  repository: Repository,
  base: string,
  head: string,
  signal: AbortSignal,
): Promise<Comparison | undefined> {
  const answer = await github.find(
    repository,
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    // The counts alone: GitHub gives the changed files with the first page only.
    { basehead: `${base}...${head}`, per_page: 1, page: 2 },
    comparisonAnswer,
    signal,
  );
  return (
    answer && {
      isSame: answer.status === 'identical',
      aheadBy: answer.ahead_by,
    }
  );
}

/** The branch that a repository shows by itself. */
export async function readDefaultBranch(
  github: GithubReader,
  repository: Repository,
  signal: AbortSignal,
): Promise<string> {
  const { default_branch: branch } = await github.read(
    repository,
    'GET /repos/{owner}/{repo}',
    {},
    z.object({ default_branch: z.string().max(255) }),
    signal,
  );
  return branch;
}

/** Whether a repository has a workflow that can be started. */
export async function hasWorkflow(
  github: GithubReader,
  repository: Repository,
  workflow: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await github.find(
    repository,
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}',
    { workflow_id: workflow },
    z.object({ state: z.string().max(60) }),
    signal,
  );
  return answer?.state === 'active';
}

/** Whether a repository has a tag of that name. */
export async function hasTag(
  github: GithubReader,
  repository: Repository,
  tag: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await github.find(
    repository,
    'GET /repos/{owner}/{repo}/git/ref/{ref}',
    { ref: `tags/${tag}` },
    z.object({ ref: z.string().max(300) }),
    signal,
  );
  return answer !== undefined;
}
