import type {
  Dispatch,
  FormResponse,
  GitRef,
  Job,
  RefsQuery,
  RepositoryResponse,
  Run,
  RunsQuery,
  RunViewer,
  Workflow,
} from '@internal/plugin-github-workflows-common';
import type {
  DispatchOptions,
  GithubWorkflowsApi,
  PickedRef,
  RunActionOptions,
} from '../api';
import {
  makeDispatch,
  makeForm,
  makeRef,
  makeRepository,
  NOW,
} from './builders';
import { BackendError, makeResponseError } from './errors';

const PAGE_SIZE = 20;
const fresh = { fetchedAt: NOW, stale: false };

/** What the in-memory backend knows; a test or the dev app changes it as it likes. */
export interface InMemoryState {
  repository: RepositoryResponse;
  refs: GitRef[];
  /** Workflows by the name of the ref. */
  workflows: Record<string, Workflow[]>;
  /** Forms by `<file>@<ref>`. */
  forms: Record<string, FormResponse>;
  runs: Run[];
  /** Jobs by the id of their run. */
  jobs: Record<number, Job[]>;
  /** Logs by the id of their job. */
  logs: Record<number, string>;
  dispatches: Dispatch[];
  /** What the user may do with runs; everything by default. */
  runViewer: RunViewer;
  /** How old the answers are; fresh by default. */
  freshness: { fetchedAt: string; stale: boolean; staleReason?: string };
}

type Method = keyof GithubWorkflowsApi;

/** What was asked for at a run. */
export interface RunAction {
  method: Method;
  runId: number;
  jobId?: number;
  request: object;
}

/** The plugin's backend in memory, for tests and for the plugin's own dev app. */
export class InMemoryGithubWorkflows implements GithubWorkflowsApi {
  readonly state: InMemoryState;
  /** What was dispatched, oldest first. */
  readonly sent: DispatchOptions[] = [];
  /** How a dispatch is answered; by default a run is named that isn't there yet. */
  onDispatch: (options: DispatchOptions) => Promise<Dispatch> = async options =>
    makeDispatch({
      entityRef: options.entityRef,
      workflowFile: options.file,
      inputs: options.request.inputs,
    });
  /** What was done with runs, oldest first. */
  readonly actions: RunAction[] = [];
  /** What happens before such an action is answered; by default nothing. */
  onRunAction: (action: RunAction) => Promise<void> = async () => {};
  readonly #failures = new Map<Method, unknown>();
  readonly #calls = new Map<Method, number>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      repository: makeRepository(),
      refs: [makeRef()],
      workflows: {},
      forms: {},
      runs: [],
      jobs: {},
      logs: {},
      dispatches: [],
      runViewer: { mayRerun: true, mayCancel: true },
      freshness: fresh,
      ...state,
    };
  }

  /** Lets a method fail from now on, as the backend would or with any other error. */
  async fail(method: Method, error: BackendError | Error): Promise<void> {
    this.#failures.set(
      method,
      'status' in error ? await makeResponseError(error) : error,
    );
  }

  /** Lets a method work again. */
  mend(method: Method): void {
    this.#failures.delete(method);
  }

  /** How often a method was called. */
  calls(method: Method): number {
    return this.#calls.get(method) ?? 0;
  }

  #enter(method: Method): void {
    this.#calls.set(method, this.calls(method) + 1);
    if (this.#failures.has(method)) {
      throw this.#failures.get(method);
    }
  }

  #ref(at: PickedRef): GitRef {
    return (
      this.state.refs.find(
        ({ name, type }) => name === at.ref && type === at.refType,
      ) ?? makeRef({ name: at.ref, type: at.refType })
    );
  }

  async getRepository() {
    this.#enter('getRepository');
    return this.state.repository;
  }

  async searchRefs(_entityRef: string, query: RefsQuery) {
    this.#enter('searchRefs');
    const found = this.state.refs.filter(
      ({ name, type }) => type === query.type && name.includes(query.q),
    );
    return {
      items: found.slice(0, 50),
      more: found.length > 50,
      ...this.state.freshness,
    };
  }

  async listWorkflows(_entityRef: string, at: PickedRef) {
    this.#enter('listWorkflows');
    return {
      ref: this.#ref(at),
      items: this.state.workflows[at.ref] ?? [],
      ...this.state.freshness,
    };
  }

  async getForm(_entityRef: string, file: string, at: PickedRef) {
    this.#enter('getForm');
    return (
      this.state.forms[`${file}@${at.ref}`] ??
      makeForm({
        file,
        name: file,
        ref: this.#ref(at),
        state: 'absent_on_ref',
        blobSha: undefined,
      })
    );
  }

  async dispatch(options: DispatchOptions) {
    this.sent.push(options);
    this.#enter('dispatch');
    return { dispatch: await this.onDispatch(options) };
  }

  async listRuns(_entityRef: string, query: RunsQuery) {
    this.#enter('listRuns');
    const { page } = query;
    const found = this.state.runs.filter(
      run =>
        (!query.workflow || run.workflowFile === query.workflow) &&
        (!query.ref || run.ref === query.ref),
    );
    return {
      items: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      totalCount: found.length,
      page,
      pageSize: PAGE_SIZE,
      ...this.state.freshness,
    };
  }

  async getRun(_entityRef: string, runId: number) {
    this.#enter('getRun');
    const run = this.state.runs.find(({ id }) => id === runId);
    if (!run) {
      throw await makeResponseError({
        status: 404,
        name: 'NotFoundError',
        message: `There is no run ${runId}.`,
        code: 'run_not_found',
        remedy: 'Look in the list of runs.',
      });
    }
    return {
      run,
      jobs: this.state.jobs[runId] ?? [],
      dispatch: this.state.dispatches.find(item => item.runId === runId),
      viewer: this.state.runViewer,
      ...this.state.freshness,
    };
  }

  async #act(
    method: Method,
    options: RunActionOptions<object> & { jobId?: number },
  ) {
    const { runId, jobId, request } = options;
    const action = { method, runId, jobId, request };
    this.actions.push(action);
    this.#enter(method);
    await this.onRunAction(action);
    return { runId };
  }

  cancelRun(options: RunActionOptions<object>) {
    return this.#act('cancelRun', options);
  }

  rerunRun(options: RunActionOptions<object>) {
    return this.#act('rerunRun', options);
  }

  rerunJob(options: RunActionOptions<object> & { jobId: number }) {
    return this.#act('rerunJob', options);
  }

  async getJobLog(_entityRef: string, _runId: number, jobId: number) {
    this.#enter('getJobLog');
    return this.state.logs[jobId] ?? '';
  }

  async listMyDispatches(limit: number) {
    this.#enter('listMyDispatches');
    return { items: this.state.dispatches.slice(0, limit) };
  }
}
