import { findEnvironment } from './environments';
import type { Job, Repository, RunAttempt, WorkflowRun } from './types';

/** A job that deploys to an environment: GitHub makes a deployment of each. */
export interface Deployment {
  run: WorkflowRun;
  attempt: RunAttempt;
  job: Job;
}

/** GitHub's words for the states of a deployment, as its REST API has them. */
export type DeploymentState =
  | 'pending'
  | 'queued'
  | 'in_progress'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

const ends = {
  success: 'success',
  failure: 'failure',
  // Assumed: no public source says what becomes of the deployment of a cancelled job.
  cancelled: 'error',
} as const;

/** All deployments of a repository, the newest first. */
export function deploymentsOf(repository: Repository): Deployment[] {
  return repository.runs
    .flatMap(run =>
      run.attempts.flatMap(attempt =>
        attempt.jobs.map(job => ({ run, attempt, job })),
      ),
    )
    .filter(
      ({ attempt, job }) =>
        job.planned.environment !== undefined &&
        job.conclusion !== 'skipped' &&
        // What an attempt took over from the one before has deployed nothing again.
        job.createdAt >= attempt.startedAt,
    )
    .sort((a, b) => b.job.createdAt - a.job.createdAt || b.job.id - a.job.id);
}

/** Jobs have ids of their own; a deployment has its job's, moved to where GitHub counts these. */
export const deploymentId = ({ job }: Deployment): number =>
  job.id - 51_000_000_000;

/**
 * The statuses of a deployment, the oldest first.
 *
 * Source for `inactive`: docs.github.com/rest/deployments/statuses (`auto_inactive`), which spares
 * production.
 */
export function statusesOf(
  deployment: Deployment,
): Array<{ state: DeploymentState; at: number }> {
  const { run, job } = deployment;
  const environment = findEnvironment(run.repository, job.planned.environment);
  const isHeld =
    environment !== undefined &&
    (environment.reviewers.length > 0 || environment.waitMinutes > 0);
  const statuses: Array<{ state: DeploymentState; at: number }> = [];
  if (isHeld) {
    statuses.push({ state: 'pending', at: job.createdAt });
  }
  if (!isHeld || job.status === 'queued' || job.startedAt !== undefined) {
    statuses.push({ state: 'queued', at: job.createdAt });
  }
  if (job.startedAt !== undefined) {
    statuses.push({ state: 'in_progress', at: job.startedAt });
  }
  if (job.conclusion && job.conclusion !== 'skipped') {
    statuses.push({ state: ends[job.conclusion], at: job.completedAt! });
  }
  const replacedAt = replacement(deployment)?.job.completedAt;
  if (replacedAt !== undefined) {
    statuses.push({ state: 'inactive', at: replacedAt });
  }
  return statuses;
}

/** GitHub's own rule where a deployment doesn't say it. */
export const isProduction = (environment: string | undefined): boolean =>
  environment === 'production';

/** The next deployment that took the place of a successful one. */
function replacement({ run, job }: Deployment): Deployment | undefined {
  const { environment } = job.planned;
  if (job.conclusion !== 'success' || isProduction(environment)) {
    return undefined;
  }
  return deploymentsOf(run.repository)
    .reverse()
    .find(
      other =>
        other.job.planned.environment === environment &&
        other.job.conclusion === 'success' &&
        other.job.completedAt! > job.completedAt!,
    );
}
