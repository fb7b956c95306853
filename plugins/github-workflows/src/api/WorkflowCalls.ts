import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  GITHUB_TOKEN_HEADER,
  RepositoryResponse,
} from '@internal/plugin-github-workflows-common';
import {
  AnswerSchema,
  BackendCalls,
  describeError,
  entityPath,
} from '@internal/portal-react';
import type { TokenSources } from './githubToken';
import { UserTokens } from './UserTokens';

/** Path of the routes of one workflow file. */
export function workflowPath(entityRef: string, file: string): string {
  return `${entityPath(entityRef)}/workflows/${encodeURIComponent(file)}`;
}

/** Path of the routes of one run. */
export function runPath(entityRef: string, runId: number): string {
  return `${entityPath(entityRef)}/runs/${runId}`;
}

/** How every endpoint reaches the plugin's backend, some with the user's own GitHub token. */
export class WorkflowCalls extends BackendCalls {
  readonly #tokens: UserTokens;

  constructor(options: { fetchApi: FetchApi } & TokenSources) {
    const { fetchApi, ...tokens } = options;
    super({ pluginId: 'github-workflows', fetchApi });
    this.#tokens = new UserTokens(tokens);
  }

  /** Reads with the user's own GitHub token where there is one already, in a header of this request alone. */
  async getAsKnownUser<T>(
    schema: AnswerSchema<T>,
    path: string,
    repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>,
  ): Promise<T> {
    const token = await this.#tokens.known(repository);
    return this.get(
      schema,
      path,
      {},
      token ? { [GITHUB_TOKEN_HEADER]: token } : undefined,
    );
  }

  /**
   * A POST with the user's own GitHub token, in a header of this request alone. When GitHub no
   * longer takes the token, nothing has been done, and it is sent once more with another.
   */
  async postAsUser<T>(
    schema: AnswerSchema<T>,
    path: string,
    options: {
      repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
      request: object;
    },
  ): Promise<T> {
    const { repository, request } = options;
    const send = (token: string) =>
      this.post(schema, path, request, { [GITHUB_TOKEN_HEADER]: token });
    const token = await this.#tokens.request(repository);
    try {
      return await send(token);
    } catch (error) {
      if (describeError(error).code !== 'github_token_rejected') {
        throw error;
      }
      const other = await this.#tokens.replace(repository, token);
      if (!other) {
        throw error;
      }
      return send(other);
    }
  }
}
