import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  AnswerSchema,
  Query,
  requestJson,
  withQuery,
} from '@internal/portal-react';

/** How every endpoint reaches the plugin’s backend; each answer is checked against the contract. */
export class BackendCalls {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  /** Reads; parts of the query that are absent or empty are left out. */
  get<T>(schema: AnswerSchema<T>, path: string, query: Query = {}): Promise<T> {
    return this.#request(schema, withQuery(path, query));
  }

  post<T>(schema: AnswerSchema<T>, path: string, request: object): Promise<T> {
    return this.#request(schema, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  delete<T>(schema: AnswerSchema<T>, path: string): Promise<T> {
    return this.#request(schema, path, { method: 'DELETE' });
  }

  #request<T>(
    schema: AnswerSchema<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const url = `plugin://lighthouse${path}`;
    return requestJson({ fetchApi: this.#fetchApi, url, schema, init });
  }
}
