import { isFinished, Job, Run } from '@internal/plugin-github-workflows-common';
import { Repository, repositoryKey } from '../repository';
import { KnownRun } from '../store/mergeRun';
import { RunStore, StoredRun } from '../store/RunStore';
import { runAnswer } from './answers';
import { GithubGateway } from './GithubGateway';
import { knownRunOf } from './mapRuns';
import { readJobs } from './readJobs';
import { runNotFound } from './RunReader';

// How long a webhook's word for a run's state is taken: what it doesn't tell of is steps.
const TOLD_MS = 60_000;
// A finished run changes only when somebody runs it again.
const FINISHED_MS = 30_000;
const FINISHED_TOLD_MS = 300_000;

/** A run with the jobs of an attempt, and where GitHub counts what they have to say. */
export interface RunWithJobs {
  run: Run;
  jobs: Job[];
  checkSuiteId: number | undefined;
}

/** Asks GitHub about single runs, and keeps what it says for all processes of the portal. */
export class RunObserver {
  readonly #gateway: GithubGateway;
  readonly #store: RunStore;
  readonly #watchMs: number;

  constructor(options: {
    gateway: GithubGateway;
    store: RunStore;
    watchMs: number;
  }) {
    this.#gateway = options.gateway;
    this.#store = options.store;
    this.#watchMs = options.watchMs;
  }

  /** A run with the jobs of its latest attempt, from what is known where that is recent enough. */
  async run(repository: Repository, runId: number): Promise<RunWithJobs> {
    const known = await this.#store.find(repositoryKey(repository), runId);
    return known?.jobs && this.#isRecent(known)
      ? withJobs(known, known.jobs)
      : this.look(repository, runId);
  }

  /**
   * Asks GitHub. Of a run under way that has been read before the jobs are enough, as long as they
   * don't show that it waits, has ended or was started again.
   */
  async look(repository: Repository, runId: number): Promise<RunWithJobs> {
    const key = repositoryKey(repository);
    const known = await this.#store.find(key, runId);
    const told =
      known && isUnderWay(known)
        ? await this.#lookAtJobs(repository, known)
        : await this.#lookAtAll(repository, runId);
    const kept = await this.#store.record(key, told, 'read');
    return withJobs(kept, kept.jobs ?? told.jobs);
  }

  /** Asks GitHub the next time, because the portal is about to change the run. */
  async expire(repository: Repository, runId: number): Promise<void> {
    await this.#store.expire(repositoryKey(repository), runId);
  }

  #isRecent(known: StoredRun): boolean {
    const { run, jobs, seenAt, toldAt } = known;
    const age = Date.now() - seenAt;
    if (!isFinished(run)) {
      // The watcher asks once in its interval, for all who look at the run.
      return age < (toldAt ? TOLD_MS : this.#watchMs * 1.5);
    }
    const isWhole = jobs!.every(isFinished);
    return isWhole && age < (toldAt ? FINISHED_TOLD_MS : FINISHED_MS);
  }

  async #lookAtJobs(
    repository: Repository,
    known: StoredRun,
  ): Promise<KnownRun & RunWithJobs> {
    const { run, changedAt, checkSuiteId } = known;
    const jobs = await this.#jobs(repository, run.id);
    return goesOn(known.jobs ?? [], jobs)
      ? { run, jobs, changedAt, checkSuiteId }
      : this.#lookAtAll(repository, run.id, jobs);
  }

  async #lookAtAll(
    repository: Repository,
    runId: number,
    jobs?: Job[],
  ): Promise<KnownRun & RunWithJobs> {
    const answer = await this.#gateway.read(repository, {
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
      parameters: { run_id: runId },
      answer: runAnswer,
      absent: () => runNotFound(runId),
    });
    return {
      ...knownRunOf(answer),
      jobs: jobs ?? (await this.#jobs(repository, runId)),
    };
  }

  #jobs(repository: Repository, runId: number): Promise<Job[]> {
    return readJobs(this.#gateway, repository, '/actions/runs/{run_id}/jobs', {
      parameters: { run_id: runId },
      absent: () => runNotFound(runId),
    });
  }
}

function isUnderWay({ run, jobs, seenAt }: StoredRun): boolean {
  return seenAt > 0 && jobs !== undefined && run.status === 'in_progress';
}

/**
 * Whether a run under way still is: there is a job to do, none that waits for a person, and all
 * jobs from before are still there. A new attempt has new ones.
 */
function goesOn(before: Job[], jobs: Job[]): boolean {
  const ids = new Set(jobs.map(({ id }) => id));
  const open = jobs.filter(job => !isFinished(job));
  return (
    before.every(({ id }) => ids.has(id)) &&
    open.length > 0 &&
    open.every(({ status }) => status === 'queued' || status === 'in_progress')
  );
}

function withJobs({ run, checkSuiteId }: KnownRun, jobs: Job[]): RunWithJobs {
  return { run, jobs, checkSuiteId };
}
