import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { RequestError } from '@octokit/request-error';
import {
  Dispatch,
  DispatchRequest,
} from '@internal/plugin-github-workflows-common';
import { dispatchAnswer } from '../github/answers';
import {
  githubMessage,
  mapGithubError,
  upstreamErrorOf,
} from '../github/errors';
import { GithubGateway } from '../github/GithubGateway';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import {
  DispatchStore,
  NewDispatch,
  StoredDispatch,
} from '../store/DispatchStore';
import { checkInputs } from '../workflowFile/checkInputs';
import { mapDispatchRefusal } from './dispatchRefusal';
import { refuseUnlessRunnable } from './refuseUnlessRunnable';
import { RunWatcher } from './RunWatcher';
import { WorkflowForm, WorkflowService } from './WorkflowService';

// No call takes longer: what is still "sending" after this was cut off by a crash.
const SENDING_LIMIT_MS = 120_000;

/** Who dispatches what. */
export interface DispatchOptions {
  entityRef: string;
  repository: Repository;
  file: string;
  request: DispatchRequest;
  userRef: string;
  /** The user's own GitHub token; used for this one call, never kept. */
  userToken: string | undefined;
  /** Refuses an environment that the user may not run this with; asked for each that is chosen. */
  requireEnvironment: (environment: string) => Promise<void>;
}

/** Starts a workflow on a ref as the signed-in user, once. */
export class DispatchService {
  readonly #gateway: GithubGateway;
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;
  readonly #workflows: WorkflowService;
  readonly #store: DispatchStore;
  readonly #watcher: RunWatcher;
  readonly #logger: LoggerService;

  constructor(options: {
    gateway: GithubGateway;
    repositories: RepositoryReader;
    runs: RunReader;
    workflows: WorkflowService;
    store: DispatchStore;
    watcher: RunWatcher;
    logger: LoggerService;
  }) {
    this.#gateway = options.gateway;
    this.#repositories = options.repositories;
    this.#runs = options.runs;
    this.#workflows = options.workflows;
    this.#store = options.store;
    this.#watcher = options.watcher;
    this.#logger = options.logger;
  }

  /**
   * Checks the request against the file at the ref as it is now, writes it down, sends it.
   *
   * A request with a key that was used before is answered with what came of it; only one that
   * GitHub refused is sent again. One whose answer was lost is never sent again.
   *
   * @throws errors with the codes of the plugin's contract; after any but
   *   `dispatch_outcome_unknown`, nothing was started
   */
  async dispatch(options: DispatchOptions): Promise<Dispatch> {
    const { repository, file, request, userToken } = options;
    if (!userToken) {
      throw problem(
        'forbidden',
        'github_token_missing',
        'A workflow runs in your name, and the portal has no GitHub sign-in of yours.',
        'Sign in with GitHub and run it again.',
      );
    }
    const dispatch: NewDispatch = {
      id: randomUUID(),
      idempotencyKey: request.idempotencyKey,
      userRef: options.userRef,
      entityRef: options.entityRef,
      repository: repositoryKey(repository),
      workflowFile: file,
      ref: request.ref,
      refType: request.refType,
      inputs: request.inputs,
      identity: 'user',
      blobSha: request.expectedBlobSha,
      headShaSeen: request.headShaSeen,
      headShaSent: '',
    };
    // Before any check: what was started stays started, however the file looks by now.
    const before = await this.#store.byKey(dispatch);
    if (before && before.dispatch.state !== 'refused') {
      return this.#answerOf(before);
    }
    const form = await this.#check(options);
    dispatch.headShaSent = form.ref.sha;
    const earlier = await this.#store.begin(dispatch);
    const id = earlier?.dispatch.id ?? dispatch.id;
    // Only one that was refused may be sent again, and by one request alone.
    if (earlier && !(await this.#store.beginAgain(id, dispatch))) {
      return this.#answerOf((await this.#store.byId(id))!);
    }
    await this.#send(id, repository, file, request, userToken);
    return (await this.#store.byId(id))!.dispatch;
  }

  async #check(options: DispatchOptions): Promise<WorkflowForm> {
    const { repository, file, request } = options;
    // The form may be old and the branch may have moved: ask for its head again.
    this.#repositories.forgetFiles(repository, request.refType, request.ref);
    const form = await this.#workflows.form(
      repository,
      file,
      request.refType,
      request.ref,
    );
    refuseUnlessRunnable(form);
    if (form.blobSha !== request.expectedBlobSha) {
      throw problem(
        'conflict',
        'form_outdated',
        `The file ${file} on ${request.ref} has changed since this form was made.`,
        'Look at the form again: it is made anew from the file as it is now.',
      );
    }
    checkInputs(request.inputs, form.inputs);
    for (const { name, type, default: preset } of form.inputs) {
      const environment = request.inputs[name] ?? preset;
      if (type === 'environment' && environment) {
        await options.requireEnvironment(environment);
      }
    }
    return form;
  }

  /** What an earlier request with the same key came to, as the answer to this one. */
  async #answerOf(earlier: StoredDispatch): Promise<Dispatch> {
    const { id, state } = earlier.dispatch;
    if (state === 'started') {
      return earlier.dispatch;
    }
    const cutOff =
      state === 'sending' &&
      Date.now() - earlier.updatedAt.getTime() > SENDING_LIMIT_MS;
    if (cutOff) {
      await this.#store.finish(id, 'unknown');
    }
    throw state === 'unknown' || cutOff
      ? outcomeUnknown()
      : problem(
          'conflict',
          'dispatch_in_progress',
          'This run is being started already.',
          'Wait a moment; it will show up in the list of runs.',
        );
  }

  async #send(
    id: string,
    repository: Repository,
    file: string,
    request: DispatchRequest,
    userToken: string,
  ): Promise<void> {
    let runId: number | undefined;
    try {
      runId = await this.#post(repository, file, request, userToken);
    } catch (error) {
      const state = nothingStarted(error) ? 'refused' : 'unknown';
      await this.#store.finish(id, state);
      this.#logger.info(`Dispatch ${id} ended as ${state}`, {
        file,
        status: (error as RequestError).status,
      });
      throw state === 'unknown'
        ? outcomeUnknown()
        : (mapDispatchRefusal(error, file, request.ref) ??
            mapGithubError(error, 'user'));
    }
    await this.#store.finish(id, 'started', runId);
    this.#runs.forgetLists(repository);
    if (runId) {
      this.#watcher.watch(repository, runId);
    }
  }

  async #post(
    repository: Repository,
    file: string,
    { ref, inputs }: DispatchRequest,
    token: string,
  ): Promise<number | undefined> {
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

function outcomeUnknown() {
  return problem(
    'unavailable',
    'dispatch_outcome_unknown',
    "GitHub's answer was lost, so the portal can't tell whether the run has started. It won't send it a second time.",
    'Look at the list of runs; only if it is not there after a minute, open the form anew and run it again.',
  );
}
