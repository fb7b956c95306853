import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  CancelRequest,
  dispatchResponseSchema,
  formResponseSchema,
  GITHUB_TOKEN_HEADER,
  myDispatchesResponseSchema,
  RefsQuery,
  refsResponseSchema,
  repositoryResponseSchema,
  RerunJobRequest,
  RerunRequest,
  runActionResponseSchema,
  runResponseSchema,
  RunsQuery,
  runsResponseSchema,
  workflowsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { AnswerSchema, requestJson } from '@internal/portal-react';
import { requestGithubToken, TokenSources } from './githubToken';
import type {
  DispatchOptions,
  GithubWorkflowsApi,
  PickedRef,
  RunActionOptions,
} from './GithubWorkflowsApi';

type Query = Record<string, string | number | undefined>;

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

function workflowPath(entityRef: string, file: string): string {
  return `${entityPath(entityRef)}/workflows/${encodeURIComponent(file)}`;
}

function runPath(entityRef: string, runId: number): string {
  return `${entityPath(entityRef)}/runs/${runId}`;
}

/** Speaks to the plugin's backend; every answer is checked against the contract. */
export class GithubWorkflowsClient implements GithubWorkflowsApi {
  readonly #fetchApi: FetchApi;
  readonly #tokens: TokenSources;

  constructor(options: { fetchApi: FetchApi } & TokenSources) {
    const { fetchApi, ...tokens } = options;
    this.#fetchApi = fetchApi;
    this.#tokens = tokens;
  }

  #request<T>(
    schema: AnswerSchema<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const url = `plugin://github-workflows${path}`;
    return requestJson({ fetchApi: this.#fetchApi, url, schema, init });
  }

  /** A POST that carries the user's own GitHub token, in a header of this request alone. */
  async #asUser(
    options: Pick<RunActionOptions<object>, 'repository' | 'request'>,
  ): Promise<RequestInit> {
    const token = await requestGithubToken(this.#tokens, options.repository);
    return {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        [GITHUB_TOKEN_HEADER]: token,
      },
      body: JSON.stringify(options.request),
    };
  }

  async #actOnRun(options: RunActionOptions<object>, action: string) {
    const path = `${runPath(options.entityRef, options.runId)}${action}`;
    return this.#request(
      runActionResponseSchema,
      path,
      await this.#asUser(options),
    );
  }

  getRepository(entityRef: string) {
    return this.#request(
      repositoryResponseSchema,
      `${entityPath(entityRef)}/repository`,
    );
  }

  searchRefs(entityRef: string, query: RefsQuery) {
    return this.#request(
      refsResponseSchema,
      withQuery(`${entityPath(entityRef)}/refs`, query),
    );
  }

  listWorkflows(entityRef: string, at: PickedRef) {
    return this.#request(
      workflowsResponseSchema,
      withQuery(`${entityPath(entityRef)}/workflows`, { ...at }),
    );
  }

  getForm(entityRef: string, file: string, at: PickedRef) {
    return this.#request(
      formResponseSchema,
      withQuery(`${workflowPath(entityRef, file)}/form`, { ...at }),
    );
  }

  async dispatch(options: DispatchOptions) {
    return this.#request(
      dispatchResponseSchema,
      `${workflowPath(options.entityRef, options.file)}/dispatches`,
      await this.#asUser(options),
    );
  }

  listRuns(entityRef: string, query: RunsQuery) {
    return this.#request(
      runsResponseSchema,
      withQuery(`${entityPath(entityRef)}/runs`, query),
    );
  }

  getRun(entityRef: string, runId: number) {
    return this.#request(runResponseSchema, runPath(entityRef, runId));
  }

  cancelRun(options: RunActionOptions<CancelRequest>) {
    return this.#actOnRun(options, '/cancel');
  }

  rerunRun(options: RunActionOptions<RerunRequest>) {
    return this.#actOnRun(options, '/rerun');
  }

  rerunJob(options: RunActionOptions<RerunJobRequest> & { jobId: number }) {
    return this.#actOnRun(options, `/jobs/${options.jobId}/rerun`);
  }

  async getJobLog(entityRef: string, runId: number, jobId: number) {
    const response = await this.#fetchApi.fetch(
      `plugin://github-workflows${runPath(entityRef, runId)}/jobs/${jobId}/log`,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.text();
  }

  listMyDispatches(limit: number) {
    return this.#request(
      myDispatchesResponseSchema,
      withQuery('/dispatches/mine', { limit }),
    );
  }
}
