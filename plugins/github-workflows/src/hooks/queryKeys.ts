import type {
  AuditQuery,
  GithubWorkflowsSignal,
  MyDispatchesQuery,
  OverviewQuery,
  PreflightRequest,
  RefsQuery,
  RunsQuery,
} from '@internal/plugin-github-workflows-common';
import type { PickedRef } from '../api';

const PLUGIN_ID = 'github-workflows';

const LISTS_OF_RUNS: unknown[] = [
  'runs',
  'workflows',
  'dispatches',
  'overview',
  'waiting',
  'preflight',
];
const OF_ONE_RUN: unknown[] = [
  'run',
  'attempts',
  'deployments',
  'artifacts',
  'annotations',
];

/**
 * Keys of the plugin's queries: plugin, entity, what, which. What changes when a run changes is
 * decided by the third part alone ({@link isTouchedByRun}).
 */
export const queryKeys = {
  repository: (entityRef: string) => [PLUGIN_ID, entityRef, 'repository'],
  refs: (entityRef: string, query: RefsQuery) => [
    PLUGIN_ID,
    entityRef,
    'refs',
    query,
  ],
  workflows: (entityRef: string, at: PickedRef) => [
    PLUGIN_ID,
    entityRef,
    'workflows',
    at,
  ],
  form: (entityRef: string, file: string, at: PickedRef) => [
    PLUGIN_ID,
    entityRef,
    'form',
    file,
    at,
  ],
  runs: (entityRef: string, query: RunsQuery) => [
    PLUGIN_ID,
    entityRef,
    'runs',
    query,
  ],
  run: (entityRef: string, runId: number, attempt?: number) => [
    PLUGIN_ID,
    entityRef,
    'run',
    runId,
    attempt ?? 'latest',
  ],
  attempts: (entityRef: string, runId: number) => [
    PLUGIN_ID,
    entityRef,
    'attempts',
    runId,
  ],
  artifacts: (entityRef: string, runId: number) => [
    PLUGIN_ID,
    entityRef,
    'artifacts',
    runId,
  ],
  annotations: (entityRef: string, runId: number, attempt: number) => [
    PLUGIN_ID,
    entityRef,
    'annotations',
    runId,
    attempt,
  ],
  deployments: (entityRef: string, runId: number) => [
    PLUGIN_ID,
    entityRef,
    'deployments',
    runId,
  ],
  waitingRuns: (entityRef: string) => [PLUGIN_ID, entityRef, 'waiting'],
  preflight: (entityRef: string, file: string, request: PreflightRequest) => [
    PLUGIN_ID,
    entityRef,
    'preflight',
    file,
    request,
  ],
  log: (entityRef: string, runId: number, jobId: number) => [
    PLUGIN_ID,
    entityRef,
    'log',
    runId,
    jobId,
  ],
  refDetails: (entityRef: string, query: object) => [
    PLUGIN_ID,
    entityRef,
    'refDetails',
    query,
  ],
  presets: (entityRef: string) => [PLUGIN_ID, entityRef, 'presets'],
  myDispatchesOf: (entityRef: string, workflow: string) => [
    PLUGIN_ID,
    entityRef,
    'dispatches',
    workflow,
  ],
  myDispatch: (idempotencyKey: string) => [
    PLUGIN_ID,
    'mine',
    'dispatch',
    idempotencyKey,
  ],
  myDispatches: (query: MyDispatchesQuery) => [
    PLUGIN_ID,
    'mine',
    'dispatches',
    query,
  ],
  audit: (query: AuditQuery) => [PLUGIN_ID, 'all', 'audit', query],
  overview: (query: OverviewQuery) => [PLUGIN_ID, 'all', 'overview', query],
  status: () => [PLUGIN_ID, 'all', 'status'],
  scopes: () => [PLUGIN_ID, 'all', 'scopes'],
};

/**
 * Whether the answer to a query may be another one once a run has changed.
 *
 * @param runId - absent when a run was started and nobody knows its id
 */
export function isTouchedByRun(
  key: readonly unknown[],
  runId?: number,
): boolean {
  const [pluginId, , what, which] = key;
  if (pluginId !== PLUGIN_ID) {
    return false;
  }
  // A new run belongs into lists that don't know it yet, so every list is asked again.
  return (
    LISTS_OF_RUNS.includes(what) ||
    (OF_ONE_RUN.includes(what) && which === runId)
  );
}

/** Whether the answer to a query tells which workflows there are and whether they may run. */
export function isOfWorkflows([pluginId, , what]: readonly unknown[]): boolean {
  return pluginId === PLUGIN_ID && what === 'workflows';
}

/** Whether the answer to a query may be another one after a signal of the backend. */
export function isTouched(
  key: readonly unknown[],
  signal: GithubWorkflowsSignal,
): boolean {
  switch (signal.type) {
    case 'run-changed':
      return isTouchedByRun(key, signal.runId);
    case 'runs-changed':
      return isTouchedByRun(key);
    case 'refs-changed':
      // An open form stays as it is: it is the person who fills it in that changes its ref.
      return (
        key[0] === PLUGIN_ID && (key[2] === 'refs' || key[2] === 'workflows')
      );
    case 'workflows-changed':
      return isOfWorkflows(key);
    default:
      // Of a backend that is newer than this page.
      return false;
  }
}
