import { Job, Run, RunAttempt } from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { jobAnswer, runAnswer } from './answers';
import { GithubGateway } from './GithubGateway';
import { mapJob, mapRun } from './mapRuns';
import { readJobs } from './readJobs';
import { RunWithJobs } from './RunObserver';
import { runNotFound, RunReader } from './RunReader';

// An attempt that isn't the latest has ended and never changes.
const KEEP_PAST_MS = 3_600_000;
const MAX_LISTED = 10;

/** A run as of one attempt, with its jobs. */
export interface RunAtAttempt extends RunWithJobs {
  latestAttempt: number;
}

/** Reads attempts of runs, and jobs of whichever attempt. */
export class AttemptReader {
  readonly #gateway: GithubGateway;
  readonly #runs: RunReader;
  readonly #past = new ReadCache({ max: 500, ttlMs: KEEP_PAST_MS });

  constructor(gateway: GithubGateway, runs: RunReader) {
    this.#gateway = gateway;
    this.#runs = runs;
  }

  /**
   * The run as of an attempt, the latest unless named.
   *
   * @throws NotFoundError with code `attempt_not_found`
   */
  async run(
    repository: Repository,
    runId: number,
    attempt?: number,
  ): Promise<Fresh<RunAtAttempt>> {
    const latest = await this.#runs.run(repository, runId);
    const latestAttempt = latest.value.run.attempt;
    if (attempt === undefined || attempt === latestAttempt) {
      return { ...latest, value: { ...latest.value, latestAttempt } };
    }
    const absent = () => attemptNotFound(attempt, latestAttempt);
    if (attempt > latestAttempt) {
      throw absent();
    }
    const [run, jobs] = await Promise.all([
      this.#pastRun(repository, runId, attempt, absent),
      this.#past.read(`jobs:${keyOf(repository, runId, attempt)}`, () =>
        readJobs(
          this.#gateway,
          repository,
          '/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
          { parameters: { run_id: runId, attempt_number: attempt }, absent },
        ),
      ),
    ]);
    return {
      ...run,
      value: {
        ...latest.value,
        run: run.value,
        jobs: jobs.value,
        latestAttempt,
      },
    };
  }

  /** The newest attempts, newest first: how each went and who asked for it. */
  async list(
    repository: Repository,
    runId: number,
  ): Promise<Fresh<RunAttempt[]>> {
    const latest = await this.#runs.run(repository, runId);
    const { attempt } = latest.value.run;
    const numbers = Array.from(
      { length: Math.min(attempt, MAX_LISTED) - 1 },
      (_, index) => attempt - 1 - index,
    );
    const past = await Promise.all(
      numbers.map(number =>
        this.#pastRun(repository, runId, number, () =>
          attemptNotFound(number, attempt),
        ),
      ),
    );
    return {
      ...latest,
      value: [latest.value.run, ...past.map(({ value }) => value)].map(
        describeAttempt,
      ),
    };
  }

  /**
   * A job of any attempt of a run.
   *
   * @throws NotFoundError with code `run_not_found` also when the job is another run's
   */
  async job(
    repository: Repository,
    runId: number,
    jobId: number,
  ): Promise<Job> {
    const { jobs } = (await this.#runs.run(repository, runId)).value;
    const latest = jobs.find(({ id }) => id === jobId);
    if (latest) {
      return latest;
    }
    const absent = () =>
      problem(
        'absent',
        'run_not_found',
        `Run ${runId} has no job ${jobId}.`,
        'Choose a job on the page of the run.',
      );
    const found = await this.#past.read(
      `job:${repositoryKey(repository)}:${jobId}`,
      () =>
        this.#gateway.read(repository, {
          route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}',
          parameters: { job_id: jobId },
          answer: jobAnswer,
          absent,
        }),
    );
    if (found.value.run_id !== runId) {
      throw absent();
    }
    return mapJob(found.value);
  }

  #pastRun(
    repository: Repository,
    runId: number,
    attempt: number,
    absent: () => ReturnType<typeof runNotFound>,
  ): Promise<Fresh<Run>> {
    return this.#past.read(
      `run:${keyOf(repository, runId, attempt)}`,
      async () =>
        mapRun(
          await this.#gateway.read(repository, {
            route:
              'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}',
            parameters: { run_id: runId, attempt_number: attempt },
            answer: runAnswer,
            absent,
          }),
        ),
    );
  }
}

function describeAttempt(run: Run): RunAttempt {
  const { attempt, status, conclusion } = run;
  const { startedAt, completedAt, triggeringActor } = run;
  return {
    attempt,
    status,
    conclusion,
    startedAt,
    completedAt,
    triggeringActor,
  };
}

function keyOf(repository: Repository, runId: number, attempt: number) {
  return `${repositoryKey(repository)}:${runId}:${attempt}`;
}

function attemptNotFound(attempt: number, latestAttempt: number) {
  return problem(
    'absent',
    'attempt_not_found',
    `This run has no attempt ${attempt}; its latest is ${latestAttempt}.`,
    'Choose an attempt on the page of the run.',
  );
}
