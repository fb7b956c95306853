import { randomUUID } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Dispatch,
  DispatchIdentity,
  DispatchInputs,
  DispatchRequest,
} from '@internal/plugin-github-workflows-common';
import { RequestError } from '@octokit/request-error';
import { mapGithubError } from '../github/errors';
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
import { DispatchSender, outcomeUnknown } from './DispatchSender';
import { IdentityRules } from './IdentityRules';
import { refuseUnlessRunnable } from './refuseUnlessRunnable';
import { withoutRequester, withRequester } from './requester';
import { RunMatcher, SENDING_LIMIT_MS } from './RunMatcher';
import { RunWatcher } from './RunWatcher';
import { Asked, isSame } from './sameDispatch';
import { WorkflowForm, WorkflowService } from './WorkflowService';

/** Who dispatches what. */
export interface DispatchOptions {
  entityRef: string;
  repository: Repository;
  file: string;
  request: DispatchRequest;
  userRef: string;
  /** The user's own GitHub token; used for this one dispatch, never kept. */
  userToken: string | undefined;
  /** Refuses an environment that the user may not run this with; asked for each that is chosen. */
  requireEnvironment: (environment: string) => Promise<void>;
}

/** Starts a workflow on a ref, as the signed-in user or as the portal's App, once. */
export class DispatchService {
  readonly #gateway: GithubGateway;
  readonly #identities: IdentityRules;
  readonly #matcher: RunMatcher;
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;
  readonly #sender: DispatchSender;
  readonly #workflows: WorkflowService;
  readonly #store: DispatchStore;
  readonly #watcher: RunWatcher;
  readonly #logger: LoggerService;

  constructor(options: {
    gateway: GithubGateway;
    identities: IdentityRules;
    matcher: RunMatcher;
    repositories: RepositoryReader;
    runs: RunReader;
    workflows: WorkflowService;
    store: DispatchStore;
    watcher: RunWatcher;
    logger: LoggerService;
  }) {
    this.#gateway = options.gateway;
    this.#identities = options.identities;
    this.#matcher = options.matcher;
    this.#repositories = options.repositories;
    this.#runs = options.runs;
    this.#sender = new DispatchSender(options);
    this.#workflows = options.workflows;
    this.#store = options.store;
    this.#watcher = options.watcher;
    this.#logger = options.logger;
  }

  /**
   * Checks the request against the file at the ref as it is now, writes it down, sends it.
   *
   * A request with a key that was used before is answered with what came of it; only one that
   * GitHub refused is sent again. One whose answer was lost is never sent again. A key that was
   * used for something else is refused: its form was sent, with other values.
   *
   * @throws errors with the codes of the plugin's contract; after any but
   *   `dispatch_outcome_unknown`, this request has started nothing
   */
  async dispatch(options: DispatchOptions): Promise<Dispatch> {
    const { repository, file, request, userRef } = options;
    const identity = this.#identities.of(options);
    const asked: Asked = {
      entityRef: options.entityRef,
      repository: repositoryKey(repository),
      workflowFile: file,
      ref: request.ref,
      refType: request.refType,
      inputs: withoutRequester(request.inputs, identity),
    };
    // Before any check: what was started stays started, however the file looks by now.
    const before = await this.#store.byKey({
      userRef,
      idempotencyKey: request.idempotencyKey,
    });
    if (before && before.dispatch.state !== 'refused') {
      return this.#answerOf(before, asked);
    }
    const token = await this.#tokenFor(identity, options);
    const form = await this.#formNow(repository, file, request);
    const inputs = withRequester(asked.inputs, form, identity, userRef);
    checkInputs(inputs, form.inputs);
    await requireEnvironments(options, inputs, form);
    const githubLogin = await this.#loginOf(token, repository, identity);
    const dispatch: NewDispatch = {
      ...asked,
      id: randomUUID(),
      idempotencyKey: request.idempotencyKey,
      userRef,
      inputs,
      identity,
      githubLogin,
      blobSha: request.expectedBlobSha,
      headShaSeen: request.headShaSeen,
      headShaSent: form.ref.sha,
    };
    const earlier = await this.#store.begin(dispatch);
    const id = earlier?.dispatch.id ?? dispatch.id;
    // Only one that was refused may be sent again, and by one request alone.
    if (earlier && !(await this.#store.beginAgain(id, dispatch))) {
      return this.#answerOf((await this.#store.byId(id))!, asked);
    }
    const { ref } = request;
    const sending = { id, repository, file, ref, inputs, identity, token };
    const runId = await this.#sender.send(sending);
    this.#runs.forgetLists(repository);
    if (runId) {
      this.#watcher.watch(repository, runId);
    } else {
      await this.#matcher.look((await this.#store.byId(id))!);
    }
    return (await this.#store.byId(id))!.dispatch;
  }

  async #tokenFor(
    identity: DispatchIdentity,
    { repository, userToken }: DispatchOptions,
  ): Promise<string> {
    if (identity === 'app') {
      return this.#gateway.appToken(repository);
    }
    if (!userToken) {
      throw problem(
        'forbidden',
        'github_token_missing',
        'A workflow runs in your name, and the portal has no GitHub sign-in of yours.',
        'Sign in with GitHub and run it again.',
      );
    }
    return userToken;
  }

  /** Written down before sending, since the run of a lost answer is found by its actor. */
  async #loginOf(
    token: string,
    repository: Repository,
    identity: DispatchIdentity,
  ): Promise<string | undefined> {
    try {
      return await this.#gateway.loginOf(token, repository);
    } catch (error) {
      if (error instanceof RequestError && error.status === 401) {
        throw mapGithubError(error, identity);
      }
      this.#logger.debug('GitHub did not tell whose token it is');
      return undefined;
    }
  }

  /** The form as it is now: the one that was filled in may be old and the branch may have moved. */
  async #formNow(
    repository: Repository,
    file: string,
    request: DispatchRequest,
  ): Promise<WorkflowForm> {
    const { ref, refType, expectedBlobSha } = request;
    this.#repositories.forgetFiles(repository, refType, ref);
    const form = await this.#workflows.form(repository, file, refType, ref);
    refuseUnlessRunnable(form);
    if (form.blobSha !== expectedBlobSha) {
      throw problem(
        'conflict',
        'form_outdated',
        `The file ${file} on ${ref} has changed since this form was made.`,
        'Look at the form again: it is made anew from the file as it is now.',
      );
    }
    return form;
  }

  /** What an earlier request with the same key came to, as the answer to this one. */
  async #answerOf(earlier: StoredDispatch, asked: Asked): Promise<Dispatch> {
    const { id, state, runId } = earlier.dispatch;
    if (!isSame(earlier, asked)) {
      throw problem(
        'conflict',
        'idempotency_key_reused',
        `This form was sent before with other values, and that request ${runId ? `started run ${runId}` : 'may have started a run'}. What you see now was not sent.`,
        'Look at the list of runs. If you want a second run, with what the form has now, run it again.',
      );
    }
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
}

/** Asks for every environment that is chosen, or that the file chooses by itself. */
async function requireEnvironments(
  options: DispatchOptions,
  inputs: DispatchInputs,
  form: WorkflowForm,
): Promise<void> {
  for (const { name, type, default: preset } of form.inputs) {
    const environment = inputs[name] ?? preset;
    if (type === 'environment' && environment) {
      await options.requireEnvironment(environment);
    }
  }
}
