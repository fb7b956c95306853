import { setTimeout as delay } from 'node:timers/promises';
import { RequestError } from '@octokit/request-error';
import {
  CancelRequest,
  RerunJobRequest,
  RerunRequest,
  Run,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import {
  githubMessage,
  mapGithubError,
  notYours,
  upstreamErrorOf,
} from '../github/errors';
import { GithubGateway } from '../github/GithubGateway';
import { RunReader } from '../github/RunReader';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { Follower, NoticeStore } from '../store/NoticeStore';
import { RunWatcher } from './RunWatcher';

/** A run, and whose token is to be used for this one call. */
export interface RunActionOptions {
  repository: Repository;
  runId: number;
  userToken: string | undefined;
  /** Who does it, to be told what comes of a re-run. */
  follower: Follower;
}

// GitHub takes a re-run before it shows it; a person would take the old state for a refusal.
const LOOKS_FOR_CHANGE = 5;
const BETWEEN_LOOKS_MS = 700;

/** Cancels runs and runs them again, as the signed-in user. */
export class RunActionService {
  readonly #gateway: GithubGateway;
  readonly #notices: NoticeStore;
  readonly #runs: RunReader;
  readonly #watcher: RunWatcher;

  constructor(options: {
    gateway: GithubGateway;
    notices: NoticeStore;
    runs: RunReader;
    watcher: RunWatcher;
  }) {
    this.#gateway = options.gateway;
    this.#notices = options.notices;
    this.#runs = options.runs;
    this.#watcher = options.watcher;
  }

  /**
   * Asks GitHub to cancel a run; it ends some time later.
   *
   * @throws ConflictError with code `run_finished` when there is nothing left to cancel
   */
  async cancel(
    options: RunActionOptions,
    { force }: CancelRequest,
  ): Promise<void> {
    await this.#read(options);
    const path = force
      ? '/runs/{run_id}/force-cancel'
      : '/runs/{run_id}/cancel';
    await this.#post(options, path, {});
    await this.#follow(options);
  }

  /** Runs all jobs again, or those that failed with what depends on them. */
  async rerun(
    options: RunActionOptions,
    { jobs, debug }: RerunRequest,
  ): Promise<void> {
    const { run } = await this.#read(options);
    const path =
      jobs === 'all'
        ? '/runs/{run_id}/rerun'
        : '/runs/{run_id}/rerun-failed-jobs';
    await this.#post(options, path, { enable_debug_logging: debug });
    await this.#awaitNewAttempt(options, run);
  }

  /**
   * Runs one job again with what depends on it.
   *
   * @throws NotFoundError when the job isn't one of this run
   */
  async rerunJob(
    options: RunActionOptions,
    jobId: number,
    { debug }: RerunJobRequest,
  ): Promise<void> {
    const { run, jobs } = await this.#read(options);
    if (!jobs.some(job => job.id === jobId)) {
      throw problem(
        'absent',
        'run_not_found',
        `Run ${run.id} has no job ${jobId}.`,
        'Choose a job on the page of the run.',
      );
    }
    await this.#post(options, '/jobs/{job_id}/rerun', {
      job_id: jobId,
      enable_debug_logging: debug,
    });
    await this.#awaitNewAttempt(options, run);
  }

  /** The run as the portal sees it: one of another repository is refused before GitHub is asked. */
  async #read({ repository, runId }: RunActionOptions) {
    return (await this.#runs.run(repository, runId)).value;
  }

  async #post(
    { repository, runId, userToken }: RunActionOptions,
    path: string,
    parameters: Record<string, unknown>,
  ): Promise<void> {
    if (!userToken) {
      throw problem(
        'forbidden',
        'github_token_missing',
        'This is done in your name, and the portal has no GitHub sign-in of yours.',
        'Sign in with GitHub and do it again.',
      );
    }
    try {
      await this.#gateway.writeAs(userToken, repository, {
        route: `POST /repos/{owner}/{repo}/actions${path}`,
        parameters: { run_id: runId, ...parameters },
        answer: z.unknown(),
      });
    } catch (error) {
      throw mapRefusal(error);
    }
  }

  async #follow({ repository, runId }: RunActionOptions): Promise<void> {
    await this.#runs.forgetRun(repository, runId);
    this.#runs.forgetLists(repository);
    this.#watcher.watch(repository, runId);
  }

  async #awaitNewAttempt(
    options: RunActionOptions,
    before: Run,
  ): Promise<void> {
    const { repository, runId, follower } = options;
    const attempt = before.attempt + 1;
    await this.#notices.follow(
      { repository: repositoryKey(repository), runId, attempt },
      follower,
    );
    for (let look = 0; look < LOOKS_FOR_CHANGE; look++) {
      await this.#follow(options);
      // GitHub has taken it: that it can't be read right now is no failure of the re-run.
      const seen = await this.#read(options).catch(() => undefined);
      if (
        seen &&
        (seen.run.attempt !== before.attempt || seen.run.status !== 'completed')
      ) {
        return;
      }
      await delay(BETWEEN_LOOKS_MS);
    }
  }
}

function mapRefusal(error: unknown): Error {
  const upstream = upstreamErrorOf(error);
  if (
    upstream?.mayHaveArrived ||
    (error instanceof RequestError && error.status >= 500)
  ) {
    return problem(
      'unavailable',
      'run_action_outcome_unknown',
      "GitHub's answer was lost, so the portal can't tell whether it has done this.",
      'Watch the run for a moment: it changes if GitHub has done it.',
    );
  }
  const status = error instanceof RequestError ? error.status : undefined;
  const said = githubMessage(error);
  if (status === 409) {
    return problem(
      'conflict',
      'run_finished',
      `GitHub says: ${said || 'the run has ended'}.`,
      'There is nothing left to cancel.',
    );
  }
  if (
    status === 422 ||
    (status === 403 && /rerun|re-run|already running/i.test(said))
  ) {
    return problem(
      'conflict',
      'run_action_refused',
      `GitHub refused this: ${said}.`,
      'A run can be run again within 30 days, when it has ended, and at most 50 times.',
    );
  }
  return mapGithubError(error, 'user', notYours);
}
