import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  AnswerSchema,
  Query,
  requestJson,
  withQuery,
} from '@internal/portal-react';
import { problemTitle, SonarqubeProblemError } from './problemTitles';

/** Path of what belongs to one entity. */
function entityPath(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

/** A refusal that has a heading of its own; anything else as it is. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof ResponseError)) {
    return error;
  }
  const { code, remedy } = error.cause as { code?: string; remedy?: string };
  return code && problemTitle(code)
    ? new SonarqubeProblemError({
        code,
        message: error.cause.message,
        remedy: remedy ?? '',
      })
    : error;
}

/** How every endpoint reaches the plugin's backend; each answer is checked against the contract. */
export class BackendCalls {
  readonly #fetchApi: FetchApi;

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  /** Reads what belongs to an entity; parts of the query that are absent are left out. */
  getOfEntity<T>(
    schema: AnswerSchema<T>,
    entityRef: string,
    what: string,
    query: Query = {},
  ): Promise<T> {
    const path = `${entityPath(entityRef)}/${what}`;
    return this.#request(schema, withQuery(path, query));
  }

  post<T>(schema: AnswerSchema<T>, path: string, request: object): Promise<T> {
    return this.#request(schema, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
  }

  async #request<T>(
    schema: AnswerSchema<T>,
    path: string,
    init?: RequestInit,
  ): Promise<T> {
    const url = `plugin://sonarqube-insights${path}`;
    try {
      return await requestJson({ fetchApi: this.#fetchApi, url, schema, init });
    } catch (error) {
      throw inOurWords(error);
    }
  }
}
