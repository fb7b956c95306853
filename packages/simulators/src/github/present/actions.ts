import type { CommitInfo } from '../git/GitStore';
import {
  latestAttempt,
  type Job,
  type Repository,
  type RunAttempt,
  type Workflow,
  type WorkflowRun,
} from '../types';
import { simpleUser } from './account';
import { simpleCommit } from './commit';
import { nodeId, timestamp, type Links } from './links';
import { minimalRepository } from './repository';

/** `workflow` of the API. */
export function workflowObject(
  repository: Repository,
  workflow: Workflow,
  links: Links,
) {
  const base = `/${repository.fullName}`;
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: timestamp(workflow.createdAt),
    updated_at: timestamp(workflow.updatedAt),
    url: links.api(`/repos${base}/actions/workflows/${workflow.id}`),
    html_url: links.html(
      `${base}/blob/${repository.defaultBranch}/${workflow.path}`,
    ),
    badge_url: links.html(
      `${base}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
    ),
  };
}

/** A check suite belongs to one run here; GitHub numbers them apart. */
export const checkSuiteOf = (run: WorkflowRun): number => run.id + 1_000_000;

/** `workflow-run` of the API, as of one attempt. */
export function runObject(
  run: WorkflowRun,
  head: CommitInfo,
  links: Links,
  attempt: RunAttempt = latestAttempt(run),
) {
  const repository = minimalRepository(run.repository, links);
  const url = links.api(
    `/repos/${run.repository.fullName}/actions/runs/${run.id}`,
  );
  const checkSuite = checkSuiteOf(run);
  const previous =
    attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null;
  return {
    id: run.id,
    name: run.workflow.name,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: `${run.workflow.path}@${run.headBranch}`,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: checkSuite,
    check_suite_node_id: nodeId('CheckSuite', checkSuite),
    url,
    html_url: links.html(`/${run.repository.fullName}/actions/runs/${run.id}`),
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(attempt.updatedAt),
    actor: simpleUser(run.actor, links),
    run_attempt: attempt.number,
    referenced_workflows: run.referencedWorkflows,
    run_started_at: timestamp(attempt.startedAt),
    triggering_actor: simpleUser(attempt.triggeringActor, links),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: links.api(
      `/repos/${run.repository.fullName}/check-suites/${checkSuite}`,
    ),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: previous,
    workflow_url: links.api(
      `/repos/${run.repository.fullName}/actions/workflows/${run.workflow.id}`,
    ),
    head_commit: simpleCommit(head),
    repository,
    head_repository: repository,
  };
}

/** `job` of the API. */
export function jobObject(run: WorkflowRun, job: Job, links: Links) {
  const base = `/repos/${run.repository.fullName}`;
  const hasRunner = job.runnerId !== undefined;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow.name,
    head_branch: run.headBranch,
    run_url: links.api(`${base}/actions/runs/${run.id}`),
    run_attempt: job.attempt,
    node_id: nodeId('CheckRun', job.id),
    head_sha: run.headSha,
    url: links.api(`${base}/actions/jobs/${job.id}`),
    html_url: links.html(
      `/${run.repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
    ),
    status: job.status,
    conclusion: job.conclusion,
    created_at: timestamp(job.createdAt),
    started_at: timestamp(job.startedAt ?? job.createdAt),
    completed_at:
      job.completedAt === undefined ? null : timestamp(job.completedAt),
    name: job.name,
    steps: job.steps.map(step => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at:
        step.startedAt === undefined ? null : timestamp(step.startedAt),
      completed_at:
        step.completedAt === undefined ? null : timestamp(step.completedAt),
    })),
    check_run_url: links.api(`${base}/check-runs/${job.id}`),
    labels: job.planned.labels,
    runner_id: job.runnerId ?? null,
    runner_name: hasRunner ? `GitHub Actions ${job.runnerId}` : null,
    runner_group_id: hasRunner ? 0 : null,
    runner_group_name: hasRunner ? 'GitHub Actions' : null,
  };
}
