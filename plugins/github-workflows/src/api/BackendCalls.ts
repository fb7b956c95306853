import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  GITHUB_TOKEN_HEADER,
  RepositoryResponse,
} from '@internal/plugin-github-workflows-common';
import {
  AnswerSchema,
  Query,
  requestJson,
  withQuery,
} from '@internal/portal-react';
import {
  knownGithubToken,
  requestGithubToken,
  TokenSources,
} from './githubToken';

/** Path of an entity's routes below the plugin's backend. */
export function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

/** Path of the routes of one workflow file. */
export function workflowPath(entityRef: string, file: string): string {
  return `${entityPath(entityRef)}/workflows/${encodeURIComponent(file)}`;
}

/** Path of the routes of one run. */
export function runPath(entityRef: string, runId: number): string {
  return `${entityPath(entityRef)}/runs/${runId}`;
}

/** How every endpoint reaches the plugin's backend; each answer is checked against the contract. */
export class BackendCalls {
  readonly #fetchApi: FetchApi;
  readonly #tokens: TokenSources;

  constructor(options: { fetchApi: FetchApi } & TokenSources) {
    const { fetchApi, ...tokens } = options;
    this.#fetchApi = fetchApi;
    this.#tokens = tokens;
  }

  /** Reads; parts of the query that are absent or empty are left out. */
  async get<T>(
    schema: AnswerSchema<T>,
    path: string,
    query: Query = {},
  ): Promise<T> {
    return this.#request(schema, withQuery(path, query));
  }

  /** Reads with the user's own GitHub token where there is one already, in a header of this request alone. */
  async getAsKnownUser<T>(
    schema: AnswerSchema<T>,
    path: string,
    repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>,
  ): Promise<T> {
    const token = await knownGithubToken(this.#tokens, repository);
    return this.#request(
      schema,
      path,
      token ? { headers: { [GITHUB_TOKEN_HEADER]: token } } : undefined,
    );
  }

  /** A POST with the user's own GitHub token, in a header of this request alone. */
  async postAsUser<T>(
    schema: AnswerSchema<T>,
    path: string,
    options: {
      repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
      request: object;
    },
  ): Promise<T> {
    const token = await requestGithubToken(this.#tokens, options.repository);
    return this.post(schema, path, options.request, {
      [GITHUB_TOKEN_HEADER]: token,
    });
  }

  /** A POST without any GitHub token. */
  async post<T>(
    schema: AnswerSchema<T>,
    path: string,
    request: object,
    headers: Record<string, string> = {},
  ): Promise<T> {
    return this.#request(schema, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(request),
    });
  }

  /**
   * Fetches what isn't JSON.
   *
   * @throws ResponseError when the backend refuses
   */
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(
      `plugin://github-workflows${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  #request<T>(
    schema: AnswerSchema<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const url = `plugin://github-workflows${path}`;
    return requestJson({ fetchApi: this.#fetchApi, url, schema, init });
  }
}
