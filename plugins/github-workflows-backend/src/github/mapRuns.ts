import {
  Job,
  Run,
  runConclusionSchema,
  runStatusSchema,
} from '@internal/plugin-github-workflows-common';
import { KnownRun } from '../store/mergeRun';
import { JobAnswer, RunAnswer } from './answers';

const WORKFLOW_FOLDER = '.github/workflows/';

interface GithubProgress {
  status: string | null;
  conclusion: string | null;
  started_at?: string | null;
  completed_at?: string | null;
}

/** GitHub's run in our words; a status that is newer than this code becomes `unknown`. */
export function mapRun(run: RunAnswer): Run {
  const file = workflowFileOf(run.path);
  return {
    id: run.id,
    number: run.run_number,
    attempt: run.run_attempt ?? 1,
    workflowName: run.name || file || run.path,
    workflowFile: file,
    title: run.display_title || run.name || file,
    event: run.event,
    ...mapProgress({
      status: run.status,
      conclusion: run.conclusion,
      started_at: run.run_started_at,
      // GitHub has no end of a run; it is the last thing that changes about one.
      completed_at: run.updated_at,
    }),
    createdAt: run.created_at,
    ref: run.head_branch ?? undefined,
    headSha: run.head_sha,
    actor: run.actor?.login,
    triggeringActor: run.triggering_actor?.login,
    htmlUrl: run.html_url,
    ...(run.referenced_workflows?.length && {
      referencedWorkflows: run.referenced_workflows.map(workflow => ({
        path: workflow.path.split('@')[0],
        ref: workflow.ref ?? undefined,
        sha: workflow.sha,
      })),
    }),
  };
}

/** GitHub's run as it is kept, without its jobs. */
export function knownRunOf(run: RunAnswer): KnownRun {
  return {
    run: mapRun(run),
    checkSuiteId: run.check_suite_id ?? undefined,
    changedAt: Date.parse(run.updated_at),
  };
}

/** GitHub's job in our words, its steps in their order. */
export function mapJob(job: JobAnswer): Job {
  return {
    id: job.id,
    name: job.name,
    ...mapProgress(job),
    htmlUrl: job.html_url ?? undefined,
    runnerName: job.runner_name || undefined,
    steps: (job.steps ?? [])
      .map(step => ({
        number: step.number,
        name: step.name,
        ...mapProgress(step),
      }))
      .sort((a, b) => a.number - b.number),
  };
}

/** `deploy.yml` of `.github/workflows/deploy.yml@refs/heads/main`; empty for a dynamic workflow. */
function workflowFileOf(path: string): string {
  const [file] = path.split('@');
  return file.startsWith(WORKFLOW_FOLDER)
    ? file.slice(WORKFLOW_FOLDER.length)
    : '';
}

function mapProgress(item: GithubProgress) {
  const status = runStatusSchema.catch('unknown').parse(item.status);
  const finished = status === 'completed';
  return {
    status,
    conclusion: finished
      ? runConclusionSchema.catch('unknown').parse(item.conclusion)
      : undefined,
    startedAt: item.started_at ?? undefined,
    completedAt: finished ? (item.completed_at ?? undefined) : undefined,
  };
}
