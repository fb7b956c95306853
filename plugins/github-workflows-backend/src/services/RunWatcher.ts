import { LoggerService } from '@backstage/backend-plugin-api';
import { isFinished, Run } from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { RunObserver } from '../github/RunObserver';
import { Repository, repositoryKey, parseRepositoryKey } from '../repository';
import { DispatchStore } from '../store/DispatchStore';
import { LeaseStore } from '../store/LeaseStore';
import { RunStore, StoredRun } from '../store/RunStore';

// A run that nobody looks at any more is left alone after this.
const INTEREST_MS = 120_000;
// GitHub ends every run after 35 days; one that the portal started is followed for a day.
const FOLLOW_MS = 24 * 3_600_000;
// One that waits for an approval may not change for hours, and every look costs GitHub's rate limit.
const QUIET_MS = 30_000;
// Webhooks tell of everything but steps: who looks on sees those a little later.
const TOLD_FACTOR = 2;
const TOLD_QUIET_MS = 300_000;
// For so long a webhook about a run lets expect the next one.
const TOLD_FOR_MS = 900_000;
// GitHub takes a re-run some seconds before it shows it: until then the old end is none.
const GRACE_MS = 15_000;
// What is left of a lease when it is renewed, so that a slow round doesn't lose it.
const LEASE_MARGIN_MS = 10_000;

interface Watched {
  repository: Repository;
  runId: number;
  until: number;
  /** Until then it is asked about in every round: somebody looks at it, or it has just changed. */
  livelyUntil: number;
  /** When somebody was last interested in it. */
  since: number;
  askedAt: number;
}

/** A run that is being followed, for the platform team. */
export interface WatchedRun {
  repository: string;
  runId: number;
  /** Milliseconds since 1970. */
  askedAt: number;
  until: number;
}

/**
 * Asks GitHub about the runs that are under way, once for all who look at them and in one process
 * of the portal alone; seldom about those of which webhooks tell.
 */
export class RunWatcher {
  readonly #observer: RunObserver;
  readonly #runs: RunStore;
  readonly #dispatches: DispatchStore;
  readonly #leases: LeaseStore;
  readonly #logger: LoggerService;
  readonly #watchMs: number;
  readonly #watched = new Map<string, Watched>();

  constructor(options: {
    observer: RunObserver;
    runs: RunStore;
    dispatches: DispatchStore;
    leases: LeaseStore;
    logger: LoggerService;
    watchMs: number;
  }) {
    this.#observer = options.observer;
    this.#runs = options.runs;
    this.#dispatches = options.dispatches;
    this.#leases = options.leases;
    this.#logger = options.logger;
    this.#watchMs = options.watchMs;
  }

  /** Follows a run that was started in the portal, whether or not anybody looks at it. */
  watch(repository: Repository, runId: number): void {
    this.#extend(repository, runId, FOLLOW_MS);
  }

  /** Follows a run for as long as somebody looks at it. */
  noticeViewer(repository: Repository, { run }: { run: Run }): void {
    if (!isFinished(run)) {
      this.#extend(repository, run.id, INTEREST_MS);
    }
  }

  /** Learns of a change: what has just changed may soon change again; what has ended won't. */
  noticeChange(repository: string, run: Run): void {
    const key = keyOf(repository, run.id);
    const watched = this.#watched.get(key);
    if (watched && isFinished(run)) {
      this.#watched.delete(key);
    } else if (watched) {
      watched.livelyUntil = Date.now() + INTEREST_MS;
    }
  }

  /** Asks about a run at once, of which a webhook says too little. */
  async lookNow(repository: Repository, runId: number): Promise<void> {
    try {
      await this.#observer.look(repository, runId);
    } catch (error) {
      this.#logger.debug(`Could not ask about run ${runId}`, error as Error);
    }
  }

  /** Takes up again the runs that were started in the portal before it was restarted. */
  async resume(): Promise<void> {
    for (const { dispatch, repository } of await this.#dispatches.unfinished(
      new Date(Date.now() - FOLLOW_MS),
    )) {
      this.watch(parseRepositoryKey(repository), dispatch.runId!);
    }
  }

  /** Asks about every watched run once; about one that has long been quiet, less often. */
  async tick(): Promise<void> {
    await Promise.all(
      [...this.#watched.values()].map(watched => this.#look(watched)),
    );
  }

  /** The runs that this process follows. */
  watched(): WatchedRun[] {
    return [...this.#watched.values()].map(
      ({ repository, runId, askedAt, until }) => ({
        repository: repositoryKey(repository),
        runId,
        askedAt,
        until,
      }),
    );
  }

  async #look(watched: Watched): Promise<void> {
    const { repository, runId } = watched;
    const key = keyOf(repositoryKey(repository), runId);
    const time = Date.now();
    if (time > watched.until) {
      this.#watched.delete(key);
      await this.#leases.release(key);
      return;
    }
    const isQuiet = time > watched.livelyUntil;
    try {
      const known = await this.#runs.find(repositoryKey(repository), runId);
      const isTold = time - (known?.toldAt ?? 0) < TOLD_FOR_MS;
      const interval = this.#intervalOf(isQuiet, isTold);
      // Another process may have learned of its end.
      if (known && isFinished(known.run) && time - watched.since > GRACE_MS) {
        this.#watched.delete(key);
        await this.#tellOfEnd(known);
        return;
      }
      if (
        time - watched.askedAt < interval ||
        !(await this.#leases.take(key, 2 * interval + LEASE_MARGIN_MS))
      ) {
        return;
      }
      watched.askedAt = time;
      await this.#observer.look(repository, runId);
    } catch (error) {
      // A new run may not be there yet; one that isn't there after a while has been deleted.
      if (isQuiet && isCodedError(error) && error.code === 'run_not_found') {
        this.#watched.delete(key);
        await this.#runs.remove(repositoryKey(repository), runId);
      }
      // The next tick asks again; who looks at the run is told by their own request.
      this.#logger.debug(`Could not ask about run ${runId}`, error as Error);
    }
  }

  /** The run may have ended before the portal knew that one of its dispatches was its own. */
  async #tellOfEnd(known: StoredRun): Promise<void> {
    const made = await this.#dispatches.byRun(known.repository, known.run.id);
    if (made && made.dispatch.runStatus !== 'completed') {
      await this.#runs.tell({ known, isNew: false, source: 'read' });
    }
  }

  #intervalOf(isQuiet: boolean, isTold: boolean): number {
    if (isQuiet) {
      return isTold ? TOLD_QUIET_MS : QUIET_MS;
    }
    // A round may begin a little early.
    return isTold ? this.#watchMs * (TOLD_FACTOR - 0.1) : 0;
  }

  #extend(repository: Repository, runId: number, forMs: number): void {
    const key = keyOf(repositoryKey(repository), runId);
    const time = Date.now();
    const watched = this.#watched.get(key) ?? {
      repository,
      runId,
      until: 0,
      livelyUntil: 0,
      since: 0,
      askedAt: 0,
    };
    watched.since = time;
    watched.until = Math.max(watched.until, time + forMs);
    watched.livelyUntil = time + INTEREST_MS;
    this.#watched.set(key, watched);
  }
}

function keyOf(repository: string, runId: number): string {
  return `${repository}:${runId}`;
}
