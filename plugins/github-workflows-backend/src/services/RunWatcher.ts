import { LoggerService } from '@backstage/backend-plugin-api';
import {
  GITHUB_WORKFLOWS_CHANNEL,
  GithubWorkflowsSignal,
  Job,
  Run,
} from '@internal/plugin-github-workflows-common';
import { SignalsService } from '@backstage/plugin-signals-node';
import { isCodedError } from '@internal/upstream-node';
import { Repository, repositoryKey } from '../repository';
import { RunReader } from '../github/RunReader';
import { DispatchStore } from '../store/DispatchStore';

// A run that nobody looks at any more is left alone after this.
const INTEREST_MS = 120_000;
// GitHub ends every run after 35 days; one that the portal started is followed for a day.
const FOLLOW_MS = 24 * 3_600_000;
// One that waits for an approval may not change for hours, and every look costs GitHub's rate limit.
const QUIET_INTERVAL_MS = 30_000;

interface Watched {
  repository: Repository;
  runId: number;
  until: number;
  /** Until then it is asked about in every round: somebody looks at it, or it has just changed. */
  livelyUntil: number;
  askedAt: number;
  seen?: string;
}

/**
 * Asks GitHub about the runs that are under way, once for all who look at them, and tells the
 * open pages when something has changed.
 */
export class RunWatcher {
  readonly #runs: RunReader;
  readonly #store: DispatchStore;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #watched = new Map<string, Watched>();

  constructor(options: {
    runs: RunReader;
    store: DispatchStore;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#runs = options.runs;
    this.#store = options.store;
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Follows a run that was started in the portal, whether or not anybody looks at it. */
  watch(repository: Repository, runId: number): void {
    this.#extend(repository, runId, FOLLOW_MS);
  }

  /** Follows a run for as long as somebody looks at it. */
  noticeViewer(
    repository: Repository,
    { run, jobs }: { run: Run; jobs: Job[] },
  ): void {
    if (run.status !== 'completed') {
      const watched = this.#extend(repository, run.id, INTEREST_MS);
      watched.seen ??= fingerprint(run, jobs);
    }
  }

  /** Takes up again the runs that were started in the portal before it was restarted. */
  async resume(): Promise<void> {
    for (const { dispatch, repository } of await this.#store.unfinished(
      new Date(Date.now() - FOLLOW_MS),
    )) {
      const [host, owner, repo] = repository.split('/');
      this.watch({ host, owner, repo }, dispatch.runId!);
    }
  }

  /** Asks about every watched run once; about one that has long been quiet, less often. */
  async tick(): Promise<void> {
    await Promise.all(
      [...this.#watched.values()].map(watched => this.#look(watched)),
    );
  }

  async #look(watched: Watched): Promise<void> {
    const { repository, runId } = watched;
    const key = `${repositoryKey(repository)}:${runId}`;
    const time = Date.now();
    if (time > watched.until) {
      this.#watched.delete(key);
      return;
    }
    const isQuiet = time > watched.livelyUntil;
    if (isQuiet && time - watched.askedAt < QUIET_INTERVAL_MS) {
      return;
    }
    watched.askedAt = time;
    try {
      const { value, stale } = await this.#runs.run(repository, runId);
      const now = fingerprint(value.run, value.jobs);
      if (stale || now === watched.seen) {
        return;
      }
      watched.seen = now;
      watched.livelyUntil = time + INTEREST_MS;
      await this.#store.updateRun(repositoryKey(repository), runId, value.run);
      if (value.run.status === 'completed') {
        this.#watched.delete(key);
      }
      this.#runs.forgetLists(repository);
      await this.#signals.publish<GithubWorkflowsSignal>({
        recipients: { type: 'broadcast' },
        channel: GITHUB_WORKFLOWS_CHANNEL,
        message: { type: 'run-changed', runId },
      });
    } catch (error) {
      // A new run may not be there yet; one that isn't there after a while has been deleted.
      if (isQuiet && isCodedError(error) && error.code === 'run_not_found') {
        this.#watched.delete(key);
      }
      // The next tick asks again; who looks at the run is told by their own request.
      this.#logger.debug(`Could not ask about run ${runId}`, error as Error);
    }
  }

  #extend(repository: Repository, runId: number, forMs: number): Watched {
    const key = `${repositoryKey(repository)}:${runId}`;
    const time = Date.now();
    const watched = this.#watched.get(key) ?? {
      repository,
      runId,
      until: 0,
      livelyUntil: 0,
      askedAt: 0,
    };
    watched.until = Math.max(watched.until, time + forMs);
    watched.livelyUntil = time + INTEREST_MS;
    this.#watched.set(key, watched);
    return watched;
  }
}

/** Everything about a run that a page shows as its progress. */
function fingerprint(run: Run, jobs: Job[]): string {
  return JSON.stringify([
    run.attempt,
    run.status,
    run.conclusion,
    jobs.map(job => [
      job.id,
      job.status,
      job.conclusion,
      job.steps.map(step => [step.status, step.conclusion]),
    ]),
  ]);
}
