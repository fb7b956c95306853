import { LoggerService } from '@backstage/backend-plugin-api';
import { Dispatch } from '@internal/plugin-github-workflows-common';
import { GithubGateway } from '../github/GithubGateway';
import { CandidateRun, readCandidates } from '../github/readCandidates';
import { RunReader } from '../github/RunReader';
import { parseRepositoryKey } from '../repository';
import { DispatchStore, StoredDispatch } from '../store/DispatchStore';
import { RunWatcher } from './RunWatcher';

// No call takes longer: what is still "sending" after this was cut off by a crash.
export const SENDING_LIMIT_MS = 120_000;
// The clocks of the portal and of GitHub may differ, and GitHub keeps whole seconds.
const CLOCK_SKEW_MS = 10_000;
// A run is there within seconds of its dispatch.
const CREATED_WITHIN_MS = 120_000;
// After that nobody waits for it any more.
const LOOK_FOR_MS = SENDING_LIMIT_MS + 180_000;

/**
 * Finds the run of a dispatch whose answer named none (GitHub Enterprise Server up to 3.19) or was
 * lost: the one run that the same actor started by hand at that time, on that ref and commit. Two
 * that fit, or two dispatches that one would fit, are told apart by nothing, so none is taken.
 */
export class RunMatcher {
  readonly #gateway: GithubGateway;
  readonly #runs: RunReader;
  readonly #store: DispatchStore;
  readonly #watcher: RunWatcher;
  readonly #logger: LoggerService;

  constructor(options: {
    gateway: GithubGateway;
    runs: RunReader;
    store: DispatchStore;
    watcher: RunWatcher;
    logger: LoggerService;
  }) {
    this.#gateway = options.gateway;
    this.#runs = options.runs;
    this.#store = options.store;
    this.#watcher = options.watcher;
    this.#logger = options.logger;
  }

  /** Looks once for the run of every dispatch that has none yet. */
  async tick(): Promise<void> {
    await this.#store.endSending(new Date(Date.now() - SENDING_LIMIT_MS));
    for (const dispatch of await this.#store.withoutRun()) {
      await this.look(dispatch);
    }
  }

  /** Looks once for the run of a dispatch; a failure only means that the next look will find it. */
  async look(stored: StoredDispatch): Promise<void> {
    try {
      const { match, runId } = await this.#decide(stored);
      if (!match) {
        return;
      }
      await this.#store.match(stored.dispatch.id, match, runId);
      if (runId) {
        const repository = parseRepositoryKey(stored.repository);
        this.#runs.forgetLists(repository);
        this.#watcher.watch(repository, runId);
      }
    } catch (error) {
      this.#logger.debug(
        `Could not look for the run of dispatch ${stored.dispatch.id}`,
        error as Error,
      );
    }
  }

  async #decide(stored: StoredDispatch): Promise<{
    match?: Dispatch['match'];
    runId?: number;
  }> {
    const { dispatch } = stored;
    const sentAt = new Date(dispatch.requestedAt).getTime();
    const isLate = Date.now() - sentAt > LOOK_FOR_MS;
    if (!dispatch.githubLogin) {
      // Without its actor, a run by anybody would fit.
      return { match: 'none' };
    }
    const found = await this.#candidates(stored, dispatch.githubLogin, sentAt);
    if (found.length === 0) {
      return isLate ? { match: 'none' } : {};
    }
    const rivals = (await this.#store.withoutRun(['sending'])).filter(other =>
      isRival(other, stored),
    );
    if (rivals.some(rival => rival.dispatch.state === 'sending') && !isLate) {
      // Its answer will say whose the run is.
      return {};
    }
    return found.length === 1 && rivals.length === 0
      ? { match: 'matched', runId: found[0].id }
      : { match: 'ambiguous' };
  }

  async #candidates(
    { dispatch, repository, headShaSent }: StoredDispatch,
    actor: string,
    sentAt: number,
  ): Promise<CandidateRun[]> {
    const since = sentAt - CLOCK_SKEW_MS;
    const runs = await readCandidates(
      this.#gateway,
      parseRepositoryKey(repository),
      { file: dispatch.workflowFile, actor, since: new Date(since) },
    );
    const fitting = runs.filter(
      ({ createdAt, ...run }) =>
        run.actor?.toLowerCase() === actor.toLowerCase() &&
        run.ref === dispatch.ref &&
        run.headSha === headShaSent &&
        createdAt.getTime() >= since &&
        createdAt.getTime() <= sentAt + CREATED_WITHIN_MS,
    );
    const taken = await this.#store.takenRuns(
      repository,
      fitting.map(({ id }) => id),
    );
    return fitting.filter(({ id }) => !taken.has(id));
  }
}

/** Whether a run that fits one dispatch would fit another as well. */
function isRival(other: StoredDispatch, stored: StoredDispatch): boolean {
  const [one, two] = [other.dispatch, stored.dispatch];
  const apart = Math.abs(
    new Date(one.requestedAt).getTime() - new Date(two.requestedAt).getTime(),
  );
  return (
    one.id !== two.id &&
    other.repository === stored.repository &&
    one.workflowFile === two.workflowFile &&
    one.ref === two.ref &&
    one.refType === two.refType &&
    one.githubLogin === two.githubLogin &&
    other.headShaSent === stored.headShaSent &&
    apart <= CREATED_WITHIN_MS + CLOCK_SKEW_MS
  );
}
