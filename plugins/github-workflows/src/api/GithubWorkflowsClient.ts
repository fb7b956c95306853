import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  dispatchResponseSchema,
  formResponseSchema,
  GITHUB_TOKEN_HEADER,
  myDispatchesResponseSchema,
  RefsQuery,
  refsResponseSchema,
  repositoryResponseSchema,
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
    const { entityRef, file, repository, request } = options;
    const token = await requestGithubToken(this.#tokens, repository);
    return this.#request(
      dispatchResponseSchema,
      `${workflowPath(entityRef, file)}/dispatches`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          [GITHUB_TOKEN_HEADER]: token,
        },
        body: JSON.stringify(request),
      },
    );
  }

  listRuns(entityRef: string, query: RunsQuery) {
    return this.#request(
      runsResponseSchema,
      withQuery(`${entityPath(entityRef)}/runs`, query),
    );
  }

  getRun(entityRef: string, runId: number) {
    return this.#request(
      runResponseSchema,
      `${entityPath(entityRef)}/runs/${runId}`,
    );
  }

  async getJobLog(entityRef: string, runId: number, jobId: number) {
    const response = await this.#fetchApi.fetch(
      `plugin://github-workflows${entityPath(entityRef)}/runs/${runId}/jobs/${jobId}/log`,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return {
      text: await response.text(),
      truncated: response.headers.get('X-Log-Truncated') === 'true',
    };
  }

  listMyDispatches(limit: number) {
    return this.#request(
      myDispatchesResponseSchema,
      withQuery('/dispatches/mine', { limit }),
    );
  }
}
