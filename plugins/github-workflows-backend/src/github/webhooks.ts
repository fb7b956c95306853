import { Job } from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import { Repository } from '../repository';
import { KnownRun } from '../store/mergeRun';
import { jobsAnswer, runAnswer } from './answers';
import { knownRunOf, mapJob } from './mapRuns';

/**
 * What the plugin takes from GitHub's webhooks; everything else is dropped.
 * Source: docs.github.com/webhooks/webhook-events-and-payloads
 */

/** The events that the plugin listens to. */
export const WEBHOOK_EVENTS = [
  'workflow_run',
  'workflow_job',
  'workflow_dispatch',
  'deployment_review',
  'push',
  'create',
  'delete',
] as const;

type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What a webhook tells. */
export type WebhookNews =
  | { kind: 'run'; told: KnownRun }
  | { kind: 'job'; runId: number; attempt: number; job: Job }
  /** Something about a run that only a read tells in full. */
  | { kind: 'look'; runId: number }
  /** A run will come of it, whose number GitHub doesn't say. */
  | { kind: 'dispatched' }
  /** Branches, tags or what is on them. */
  | { kind: 'refs' };

const name = z.string().min(1).max(100);
const id = z.number().int().positive();

const repositoryPayload = z.object({
  repository: z.object({ name, owner: z.object({ login: name }) }),
});

const runPayload = z.object({ workflow_run: runAnswer });

const jobPayload = z.object({
  workflow_job: jobsAnswer.shape.jobs.element.extend({
    run_id: id,
    run_attempt: z.number().int().positive(),
  }),
});

const reviewPayload = z.object({ workflow_run: z.object({ id }) });

const readers: Record<WebhookEvent, (payload: unknown) => WebhookNews> = {
  workflow_run: payload => {
    const { workflow_run: run } = runPayload.parse(payload);
    return { kind: 'run', told: knownRunOf(run) };
  },
  workflow_job: payload => {
    const { workflow_job: job } = jobPayload.parse(payload);
    // That the run itself waits now, no event says.
    return job.status === 'waiting'
      ? { kind: 'look', runId: job.run_id }
      : {
          kind: 'job',
          runId: job.run_id,
          attempt: job.run_attempt,
          job: mapJob(job),
        };
  },
  deployment_review: payload => ({
    kind: 'look',
    runId: reviewPayload.parse(payload).workflow_run.id,
  }),
  workflow_dispatch: () => ({ kind: 'dispatched' }),
  push: () => ({ kind: 'refs' }),
  create: () => ({ kind: 'refs' }),
  delete: () => ({ kind: 'refs' }),
};

/** Whether the plugin listens to an event of GitHub. */
export function isWebhookEvent(event: string): event is WebhookEvent {
  return (WEBHOOK_EVENTS as readonly string[]).includes(event);
}

/**
 * Reads what a webhook tells, and of which repository.
 *
 * @param host - `X-GitHub-Enterprise-Host`; absent from github.com
 * @throws ZodError when it isn't as GitHub documents it
 */
export function readWebhook(
  event: WebhookEvent,
  payload: unknown,
  host = 'github.com',
): { repository: Repository; news: WebhookNews } {
  const { repository } = repositoryPayload.parse(payload);
  return {
    repository: {
      host,
      owner: repository.owner.login,
      repo: repository.name,
    },
    news: readers[event](payload),
  };
}
