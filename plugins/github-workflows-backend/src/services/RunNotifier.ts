import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  isFinished,
  Run,
  RunConclusion,
} from '@internal/plugin-github-workflows-common';
import { DispatchStore } from '../store/DispatchStore';
import { Follower, NoticeStore } from '../store/NoticeStore';
import { StoredRun } from '../store/RunStore';

/** Topic of the plugin's notifications, by which a person can switch them off. */
const TOPIC = 'Workflow runs';
// What ended longer ago is no news to anybody, also where the portal learns of it only now.
const NEWS_MS = 24 * 3_600_000;

const ends: Partial<Record<RunConclusion, string>> = {
  success: 'succeeded',
  failure: 'failed',
  startup_failure: 'failed to start',
  timed_out: 'took too long and was stopped',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
  action_required: 'waits for approval',
};

const bad: RunConclusion[] = ['failure', 'startup_failure', 'timed_out'];

/** Tells the person who ran something through the portal when it waits for approval and when it ends. */
export class RunNotifier {
  readonly #dispatches: DispatchStore;
  readonly #notices: NoticeStore;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;

  constructor(options: {
    dispatches: DispatchStore;
    notices: NoticeStore;
    notifications: NotificationService;
    logger: LoggerService;
  }) {
    this.#dispatches = options.dispatches;
    this.#notices = options.notices;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
  }

  /** Tells of what has become of a run, once for each state of each attempt. */
  async notice({ repository, run, changedAt }: StoredRun): Promise<void> {
    const what = isFinished(run)
      ? 'ended'
      : run.status === 'waiting' && 'waiting';
    if (!what || changedAt < Date.now() - NEWS_MS) {
      return;
    }
    const attempt = { repository, runId: run.id, attempt: run.attempt };
    for (const follower of await this.#followers(attempt)) {
      if (await this.#notices.claim(attempt, what, follower.userRef)) {
        await this.#send(run, follower);
      }
    }
  }

  /** The first attempt belongs to who dispatched it, a later one to who ran it again. */
  async #followers(attempt: {
    repository: string;
    runId: number;
    attempt: number;
  }): Promise<Follower[]> {
    if (attempt.attempt > 1) {
      return this.#notices.followers(attempt);
    }
    const made = await this.#dispatches.byRun(
      attempt.repository,
      attempt.runId,
    );
    return made
      ? [{ userRef: made.userRef, entityRef: made.dispatch.entityRef }]
      : [];
  }

  async #send(run: Run, { userRef, entityRef }: Follower): Promise<void> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    const on = run.ref ? ` on ${run.ref}` : '';
    const again = run.attempt > 1 ? `, attempt ${run.attempt}` : '';
    try {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: userRef },
        payload: {
          title: `${run.workflowName} of ${name} ${stateOf(run)}`,
          description: `Run ${run.number}${again}${on}.`,
          link: `/catalog/${path}/workflows/runs/${run.id}`,
          topic: TOPIC,
          severity: isBad(run) ? 'high' : 'normal',
        },
      });
    } catch (error) {
      this.#logger.warn(
        `Could not notify ${userRef} of run ${run.id}`,
        error as Error,
      );
    }
  }
}

function isBad({ status, conclusion }: Run): boolean {
  return status === 'waiting' || bad.includes(conclusion ?? 'unknown');
}

function stateOf({ status, conclusion }: Run): string {
  return status === 'waiting'
    ? 'waits for approval'
    : (ends[conclusion ?? 'unknown'] ?? 'has ended');
}
