import type {
  Artifact,
  AuditEntry,
  AuditFilter,
  CheckAnnotation,
  Dispatch,
  FormResponse,
  GithubWorkflowsErrorCode,
  GitRef,
  Job,
  OverviewResponse,
  PreflightRequest,
  PreflightResponse,
  PresetsResponse,
  RefDetail,
  RepositoryResponse,
  Run,
  RunDeploymentsResponse,
  RunsResponse,
  RunViewer,
  StatusResponse,
  Workflow,
  WorkflowView,
} from '@internal/plugin-github-workflows-common';
import {
  BackendError,
  makeResponseError,
} from '@internal/portal-react/testHelpers';
import type { DispatchOptions, GithubWorkflowsApi } from '../api';
import { makeDispatch, makeRef, makeRepository, NOW } from './builders';
import { makeOverview, makeStatus } from './overviewBuilders';

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
  /** Runs as of attempts before their latest. */
  pastAttempts: { run: Run; jobs: Job[] }[];
  /** Artifacts by the id of their run. */
  artifacts: Record<number, Artifact[]>;
  /** Annotations by the id of their run. */
  annotations: Record<number, CheckAnnotation[]>;
  /** Logs by the id of their job, whole or as they come. */
  logs: Record<number, string | (() => AsyncIterable<Uint8Array>)>;
  dispatches: Dispatch[];
  presets: Pick<PresetsResponse, 'items' | 'problems'>;
  /** How far refs are from the default branch, by their names. */
  refDetails: Record<string, Omit<RefDetail, 'name'>>;
  /** What has become of a dispatch whose answer named no run; nothing yet when absent. */
  awaited?: Dispatch;
  audit: AuditEntry[];
  overview: OverviewResponse;
  status: StatusResponse;
  /** What is to be said before a run; nothing by default. */
  preflight: (request: PreflightRequest) => Partial<PreflightResponse>;
  /** Deployments that wait and reviews, by the id of their run. */
  deployments: Record<number, Omit<RunDeploymentsResponse, 'runId'>>;
  /** What the user may do with runs; everything by default. */
  runViewer: RunViewer;
  /** The part of the workflows that the entity shows; all by default. */
  view?: WorkflowView;
  /** Whether there are runs beyond those that last runs were looked for in; false by default. */
  hasOlderRuns: boolean;
  /** What the answers about runs say besides the runs; nothing by default. */
  runsAnswer: Partial<RunsResponse>;
  /** How old the answers are; fresh by default. */
  freshness: { fetchedAt: string; stale: boolean; staleReason?: string };
}

export type Method = keyof GithubWorkflowsApi;

/** What was asked for at a run. */
export interface RunAction {
  method: Method;
  runId: number;
  jobId?: number;
  request: object;
}

/** What every endpoint of the backend in memory stands on: its state, its failures, what was asked. */
export class InMemoryBackend {
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
  /** What was enabled and disabled, oldest first. */
  readonly switched: { file: string; enabled: boolean }[] = [];
  /** What of the audit was asked for, oldest first. */
  readonly audited: AuditFilter[] = [];
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
      pastAttempts: [],
      artifacts: {},
      annotations: {},
      logs: {},
      dispatches: [],
      audit: [],
      overview: makeOverview(),
      status: makeStatus(),
      preflight: () => ({}),
      deployments: {},
      presets: { items: [], problems: [] },
      refDetails: {},
      runViewer: { mayRerun: true, mayCancel: true },
      hasOlderRuns: false,
      runsAnswer: {},
      freshness: fresh,
      ...state,
    };
  }

  /** Lets a method fail from now on, as the backend would or with any other error. */
  async fail(
    method: Method,
    error: BackendError<GithubWorkflowsErrorCode> | Error,
  ): Promise<void> {
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

  /** Counts a call and fails it where it is told to. */
  protected enter(method: Method): void {
    this.#calls.set(method, this.calls(method) + 1);
    if (this.#failures.has(method)) {
      throw this.#failures.get(method);
    }
  }
}
