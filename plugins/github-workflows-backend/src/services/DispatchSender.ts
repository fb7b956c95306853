import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestError } from '@octokit/request-error';
import {
  DispatchIdentity,
  DispatchInputs,
  DispatchState,
} from '@internal/plugin-github-workflows-common';
import { dispatchAnswer } from '../github/answers';
import {
  githubMessage,
  mapGithubError,
  upstreamErrorOf,
} from '../github/errors';
import { GithubGateway } from '../github/GithubGateway';
import { problem } from '../problems';
import { Repository } from '../repository';
import { DispatchStore } from '../store/DispatchStore';
import { mapDispatchRefusal } from './dispatchRefusal';

/** A dispatch that was written down and may now be sent, once. */
export interface Sending {
  id: string;
  repository: Repository;
  file: string;
  ref: string;
  inputs: DispatchInputs;
  identity: DispatchIdentity;
  /** The person's own token, or that of the App's installation. */
  token: string;
}

/** Sends a dispatch to GitHub, once, and writes down how that ended. */
export class DispatchSender {
  readonly #gateway: GithubGateway;
  readonly #store: DispatchStore;
  readonly #logger: LoggerService;

  constructor(options: {
    gateway: GithubGateway;
    store: DispatchStore;
    logger: LoggerService;
  }) {
    this.#gateway = options.gateway;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /**
   * @returns the run, where GitHub names it
   * @throws an error with code `dispatch_outcome_unknown` when the answer was lost; after any other,
   *   nothing was started
   */
  async send(sending: Sending): Promise<number | undefined> {
    const { id, file, ref, identity } = sending;
    let runId: number | undefined;
    try {
      runId = await this.#post(sending);
    } catch (error) {
      const state = nothingStarted(error) ? 'refused' : 'unknown';
      await this.#writeDown(id, state);
      this.#logger.info(`Dispatch ${id} ended as ${state}`, {
        file,
        status: (error as RequestError).status,
      });
      throw state === 'unknown'
        ? outcomeUnknown()
        : (mapDispatchRefusal(error, { file, ref, identity }) ??
            mapGithubError(error, identity));
    }
    await this.#writeDown(id, 'started', runId);
    return runId;
  }

  /**
   * GitHub has done by now what it was asked. Where that can't be written down, the next to look
   * finds the dispatch cut off and searches for its run, as after a crash.
   */
  async #writeDown(
    id: string,
    state: DispatchState,
    runId?: number,
  ): Promise<void> {
    try {
      await this.#store.finish(id, state, runId);
    } catch (error) {
      this.#logger.error(
        `Dispatch ${id} ended as ${state}${runId ? ` with run ${runId}` : ''}, which could not be written down`,
        error as Error,
      );
      throw outcomeUnknown();
    }
  }

  async #post(sending: Sending): Promise<number | undefined> {
    const { repository, file, ref, inputs, token } = sending;
    const call = {
      route: 'POST /repos/{owner}/{repo}/actions/workflows/{file}/dispatches',
      answer: dispatchAnswer,
    };
    const parameters = { file, ref, inputs };
    let answer;
    try {
      answer = await this.#gateway.writeAs(token, repository, {
        ...call,
        parameters: { ...parameters, return_run_details: true },
      });
    } catch (error) {
      // GitHub Enterprise Server up to 3.19 refuses the key, having started nothing.
      if (
        !/"return_run_details" is not a permitted key/.test(
          githubMessage(error),
        )
      ) {
        throw error;
      }
      answer = await this.#gateway.writeAs(token, repository, {
        ...call,
        parameters,
      });
    }
    return answer ? answer.workflow_run_id : undefined;
  }
}

/** GitHub answered with a refusal, or the call never left the portal. */
function nothingStarted(error: unknown): boolean {
  const upstream = upstreamErrorOf(error);
  if (upstream) {
    return !upstream.mayHaveArrived;
  }
  return (
    error instanceof RequestError && error.status >= 400 && error.status < 500
  );
}

export function outcomeUnknown() {
  return problem(
    'unavailable',
    'dispatch_outcome_unknown',
    "GitHub's answer was lost, so the portal can't tell whether the run has started. It won't send it a second time.",
    'The portal looks for the run by actor, ref, commit and time. If it finds none within some minutes, open the form anew and run it again.',
  );
}
