import type {
  AuditFilter,
  AuditQuery,
  GitRef,
  MyDispatchesQuery,
  RefsQuery,
  Run,
  RunsQuery,
} from '@internal/plugin-github-workflows-common';
import { makeResponseError } from '@internal/portal-react/testHelpers';
import type {
  DispatchOptions,
  GithubWorkflowsApi,
  PickedRef,
  RunActionOptions,
  WorkflowSwitchOptions,
} from '../api';
import type { RefDetailsOf } from '../api/endpoints/formHelpEndpoints';
import { makeForm, makeRef } from './builders';
import { auditCursor, dispatchCursor, pageOf } from './pageOf';
import { Method } from './InMemoryBackend';
import { InMemoryDeployments } from './InMemoryDeployments';

export type { InMemoryState } from './InMemoryBackend';

const PAGE_SIZE = 20;

/** A text as a network would give it, cut where it happens to be. */
async function* inPieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1_000) {
    yield bytes.subarray(at, at + 1_000);
  }
}

/** Whether a run fits the filters, as GitHub would say. */
function fits(run: Run, query: RunsQuery): boolean {
  const day = run.createdAt.slice(0, 10);
  const { workflow, ref, status, event, actor, from, to } = query;
  return [
    !workflow || run.workflowFile === workflow,
    !ref || run.ref === ref,
    !status || run.status === status || run.conclusion === status,
    !event || run.event === event,
    !actor || run.actor === actor,
    !from || day >= from,
    !to || day <= to,
  ].every(Boolean);
}

/** The plugin's backend in memory, for tests and for the plugin's own dev app. */
export class InMemoryGithubWorkflows
  extends InMemoryDeployments
  implements GithubWorkflowsApi
{
  #ref(at: PickedRef): GitRef {
    return (
      this.state.refs.find(
        ({ name, type }) => name === at.ref && type === at.refType,
      ) ?? makeRef({ name: at.ref, type: at.refType })
    );
  }

  async getRepository() {
    this.enter('getRepository');
    return this.state.repository;
  }

  async searchRefs(_entityRef: string, query: RefsQuery) {
    this.enter('searchRefs');
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
    this.enter('listWorkflows');
    return {
      ref: this.#ref(at),
      items: this.state.workflows[at.ref] ?? [],
      hasOlderRuns: this.state.hasOlderRuns,
      view: this.state.view,
      ...this.state.freshness,
    };
  }

  async getForm(_entityRef: string, file: string, at: PickedRef) {
    this.enter('getForm');
    const form =
      this.state.forms[`${file}@${at.ref}`] ??
      makeForm({
        file,
        name: file,
        ref: this.#ref(at),
        state: 'absent_on_ref',
        blobSha: undefined,
      });
    const { viewer } = this.state.repository;
    // Who may not run anything of the repository may not run this either.
    return viewer.mayRun
      ? form
      : { ...form, viewer: { ...form.viewer, ...viewer } };
  }

  async dispatch(options: DispatchOptions) {
    this.sent.push(options);
    this.enter('dispatch');
    return { dispatch: await this.onDispatch(options) };
  }

  async listRuns(_entityRef: string, query: RunsQuery) {
    this.enter('listRuns');
    const { page } = query;
    const found = this.state.runs.filter(run => fits(run, query));
    return {
      items: found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      totalCount: found.length,
      page,
      pageSize: PAGE_SIZE,
      hasMore: page * PAGE_SIZE < found.length,
      view: this.state.view,
      ...this.state.runsAnswer,
      ...this.state.freshness,
    };
  }

  async getRun(_entityRef: string, runId: number, attempt?: number) {
    this.enter('getRun');
    const latest = this.state.runs.find(({ id }) => id === runId);
    const past = this.state.pastAttempts.find(
      ({ run }) => run.id === runId && run.attempt === attempt,
    );
    if (!latest) {
      throw await makeResponseError({
        status: 404,
        name: 'NotFoundError',
        message: `There is no run ${runId}.`,
        code: 'run_not_found',
        remedy: 'Look in the list of runs.',
      });
    }
    return {
      run: past?.run ?? latest,
      latestAttempt: latest.attempt,
      jobs: past?.jobs ?? this.state.jobs[runId] ?? [],
      dispatch: this.state.dispatches.find(item => item.runId === runId),
      viewer: this.state.runViewer,
      ...this.state.freshness,
    };
  }

  async listAttempts(_entityRef: string, runId: number) {
    this.enter('listAttempts');
    const latest = this.state.runs.filter(({ id }) => id === runId);
    const past = this.state.pastAttempts
      .map(({ run }) => run)
      .filter(({ id }) => id === runId);
    const items = [...latest, ...past].sort((a, b) => b.attempt - a.attempt);
    return { items, ...this.state.freshness };
  }

  async listArtifacts(_entityRef: string, runId: number) {
    this.enter('listArtifacts');
    const items = this.state.artifacts[runId] ?? [];
    return { items, more: items.length > 300, ...this.state.freshness };
  }

  async downloadArtifact(_entityRef: string, _runId: number, id: number) {
    this.enter('downloadArtifact');
    return new Blob([`zip of artifact ${id}`]);
  }

  async listAnnotations(_entityRef: string, runId: number) {
    this.enter('listAnnotations');
    const items = this.state.annotations[runId] ?? [];
    return { items, more: items.length > 300, ...this.state.freshness };
  }

  async switchWorkflow(options: WorkflowSwitchOptions) {
    const { file, enabled } = options;
    this.switched.push({ file, enabled });
    this.enter('switchWorkflow');
    for (const workflows of Object.values(this.state.workflows)) {
      for (const workflow of workflows.filter(item => item.file === file)) {
        workflow.state = enabled ? 'runnable' : 'disabled_manually';
      }
    }
    return { file, enabled };
  }

  async #act(
    method: Method,
    options: RunActionOptions<object> & { jobId?: number },
  ) {
    const { runId, jobId, request } = options;
    const action = { method, runId, jobId, request };
    this.actions.push(action);
    this.enter(method);
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
    this.enter('getJobLog');
    const log = this.state.logs[jobId] ?? '';
    return typeof log === 'string' ? inPieces(log) : log();
  }

  async getRefDetails(_entityRef: string, query: RefDetailsOf) {
    this.enter('getRefDetails');
    const { refs, refDetails, repository } = this.state;
    const names =
      'ref' in query ? [query.ref] : refs.map(({ name }) => name).slice(0, 50);
    return {
      base: repository.defaultBranch,
      items: names.map(name => ({ name, ...refDetails[name] })),
      ...this.state.freshness,
    };
  }

  async listPresets() {
    this.enter('listPresets');
    return { ...this.state.presets, ...this.state.freshness };
  }

  async listMyDispatchesOf(entityRef: string, workflow: string, limit: number) {
    this.enter('listMyDispatchesOf');
    return this.state.dispatches
      .filter(
        item => item.entityRef === entityRef && item.workflowFile === workflow,
      )
      .slice(0, limit);
  }

  async getMyDispatch() {
    this.enter('getMyDispatch');
    if (!this.state.awaited) {
      throw await makeResponseError({
        status: 404,
        name: 'NotFoundError',
        message: 'The portal has not got this request.',
        code: 'dispatch_not_found',
        remedy: 'Send the form again.',
      });
    }
    return { dispatch: this.state.awaited };
  }

  async getOverview() {
    this.enter('getOverview');
    return this.state.overview;
  }

  async getStatus() {
    this.enter('getStatus');
    return this.state.status;
  }

  async listAudit({ limit, cursor, ...filter }: AuditQuery) {
    this.enter('listAudit');
    this.audited.push(filter);
    return pageOf(this.state.audit, limit, cursor, auditCursor);
  }

  async downloadAudit(filter: AuditFilter) {
    this.enter('downloadAudit');
    this.audited.push(filter);
    return new Blob(['at\r\n'], { type: 'text/csv' });
  }

  async listMyDispatches({ limit, cursor }: MyDispatchesQuery) {
    this.enter('listMyDispatches');
    return pageOf(this.state.dispatches, limit, cursor, dispatchCursor);
  }
}
