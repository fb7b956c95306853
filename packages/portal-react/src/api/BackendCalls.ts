import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import { type AnswerSchema, requestJson } from './requestJson';
import { type Query, withQuery } from './withQuery';

/** Path of what belongs to one entity, below a backend of ours. */
export function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

/** Options of {@link BackendCalls}. */
export interface BackendCallsOptions {
  /** Id of the backend's plugin. */
  pluginId: string;
  fetchApi: FetchApi;
  /** Puts a refusal in words of the plugin's own. */
  reword?: (error: unknown) => unknown;
}

/**
 * How every endpoint of a family reaches its backend; each answer is checked against the contract.
 * All throw what `requestJson` throws, or what `reword` makes of it.
 */
export class BackendCalls {
  readonly #options: BackendCallsOptions;

  constructor(options: BackendCallsOptions) {
    this.#options = options;
  }

  /** Reads; parts of the query that are absent or empty are left out. */
  get<T>(
    schema: AnswerSchema<T>,
    path: string,
    query: Query = {},
    headers?: Record<string, string>,
  ): Promise<T> {
    return this.#request(
      schema,
      withQuery(path, query),
      headers && { headers },
    );
  }

  post<T>(
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

  delete<T>(schema: AnswerSchema<T>, path: string): Promise<T> {
    return this.#request(schema, path, { method: 'DELETE' });
  }

  /**
   * Fetches what isn't JSON.
   *
   * @throws ResponseError when the backend refuses
   */
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#options.fetchApi.fetch(this.#url(path), init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }

  async #request<T>(
    schema: AnswerSchema<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const { fetchApi, reword } = this.#options;
    try {
      return await requestJson({
        fetchApi,
        url: this.#url(path),
        schema,
        init,
      });
    } catch (error) {
      throw reword ? reword(error) : error;
    }
  }

  #url(path: string): string {
    return `plugin://${this.#options.pluginId}${path}`;
  }
}
