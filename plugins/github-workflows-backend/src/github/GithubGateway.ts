import { LoggerService } from '@backstage/backend-plugin-api';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import {
  CodedError,
  createUpstreamFetch,
  UpstreamFetch,
} from '@internal/upstream-node';
import { Octokit } from '@octokit/rest';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { Repository } from '../repository';
import {
  Identity,
  mapGithubError,
  repositoryNotFound,
  unexpectedAnswer,
} from './errors';
import { GithubClients } from './GithubClients';
import type { RateBudget } from './RateBudget';

// A hundred runs are about 2 MB; all workflow files of a large repository less than that.
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

const viewerAnswer = z.object({
  viewer: z.object({ login: z.string().max(100) }),
});

/** One call: GitHub's own route text, its parameters, and what a 404 means here. */
export interface GithubCall<T> {
  route: string;
  parameters?: Record<string, unknown>;
  answer: z.ZodType<T>;
  absent?: () => CodedError;
}

/**
 * The plugin's only way to GitHub. Reads carry the credential of the integration, writes the
 * user's own token; every answer is parsed; every failure becomes an error of this plugin.
 */
export class GithubGateway {
  readonly #clients: GithubClients;
  readonly #logFetch: UpstreamFetch;
  readonly #log: Pick<LoggerService, 'debug' | 'warn'>;

  constructor(options: {
    integrations: ScmIntegrations;
    config: GithubWorkflowsConfig;
    logger: LoggerService;
    credentials?: GithubCredentialsProvider;
  }) {
    const upstream = 'GitHub';
    const { integrations, credentials, logger } = options;
    this.#clients = new GithubClients({
      integrations,
      credentials,
      logger,
      fetch: createUpstreamFetch({
        upstream,
        timeoutMs: options.config.timeoutMs,
        maxBodyBytes: MAX_ANSWER_BYTES,
      }),
    });
    // A log may be large and its reader slow: its own limits, so that it holds up nothing else.
    this.#logFetch = createUpstreamFetch({
      upstream,
      timeoutMs: options.config.timeoutMs,
      concurrency: 10,
    });
    this.#log = logger;
  }

  /** What GitHub lets the portal's own credentials do. */
  get budget(): RateBudget {
    return this.#clients.budget;
  }

  /** Whether GitHub has calls to spare for what nobody waits for. */
  hasCallsToSpare(repository: Repository): boolean {
    return this.#clients.hasCallsToSpare(repository);
  }

  /**
   * A token of the portal's App for a repository, for the writes that are allowed as the App.
   *
   * @throws ServiceUnavailableError with code `app_identity_unavailable` when the portal has no App there
   */
  appToken(repository: Repository): Promise<string> {
    return this.#clients.appToken(repository);
  }

  /** Reads with the portal's own credential. */
  async read<T>(repository: Repository, call: GithubCall<T>): Promise<T> {
    const octokit = await this.#clients.portal(repository);
    return this.#request(octokit, repository, call, 'portal');
  }

  /** Writes as the user: GitHub enforces that person's rights and shows that person as the actor. */
  async writeAs<T>(
    token: string,
    repository: Repository,
    call: GithubCall<T>,
  ): Promise<T> {
    return this.#request(
      this.#clients.withToken(repository, token),
      repository,
      call,
      'user',
    );
  }

  /** Reads by GraphQL with the portal's own credential; `$owner` and `$repo` are given. */
  async query<T>(
    repository: Repository,
    query: string,
    variables: Record<string, unknown>,
    answer: z.ZodType<T>,
  ): Promise<T> {
    const octokit = await this.#clients.portal(repository);
    let data: unknown;
    try {
      const { owner, repo } = repository;
      data = await octokit.graphql(query, { owner, repo, ...variables });
    } catch (error) {
      const [first] =
        (error as { errors?: Array<{ type?: string }> }).errors ?? [];
      if (first?.type === 'NOT_FOUND') {
        throw repositoryNotFound();
      }
      throw mapGithubError(error, 'portal');
    }
    return this.#parse(answer, data, 'POST /graphql');
  }

  /**
   * The actor whom GitHub will see in what this token does: a person, or an App's bot.
   *
   * @throws what Octokit throws; to be mapped by who knows whose token it is
   */
  async loginOf(token: string, repository: Repository): Promise<string> {
    const octokit = this.#clients.withToken(repository, token);
    const data = await octokit.graphql('query { viewer { login } }');
    return this.#parse(viewerAnswer, data, 'POST /graphql').viewer.login;
  }

  /** Opens the log of a job. */
  async openLog(
    repository: Repository,
    jobId: number,
    signal: AbortSignal,
    absent: () => CodedError,
  ): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.openDownload(
      repository,
      {
        route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
        parameters: { job_id: jobId },
        absent,
      },
      signal,
    );
    return body!;
  }

  /**
   * Opens what GitHub answers with a signed address for, which is fetched here without any
   * credential.
   *
   * @param call.absent - what 404 and 410 mean here
   * @returns an answer with a body
   */
  async openDownload(
    repository: Repository,
    call: {
      route: string;
      parameters: Record<string, unknown>;
      absent: (status: number) => CodedError;
    },
    signal: AbortSignal,
  ): Promise<Response> {
    const { route, parameters, absent } = call;
    const octokit = await this.#clients.portal(repository);
    const { owner, repo } = repository;
    try {
      const { headers } = await octokit.request(route, {
        owner,
        repo,
        ...parameters,
        request: { redirect: 'manual', signal },
      });
      const response = await this.#logFetch(new URL(headers.location ?? ''), {
        signal,
      });
      if (!response.ok || !response.body) {
        throw response.status === 404 || response.status === 410
          ? absent(response.status)
          : unexpectedAnswer();
      }
      return response;
    } catch (error) {
      const { status = 404 } = error as { status?: number };
      throw mapGithubError(error, 'portal', () => absent(status));
    }
  }

  async #request<T>(
    octokit: Octokit,
    { owner, repo }: Repository,
    { route, parameters, answer, absent }: GithubCall<T>,
    identity: Identity,
  ): Promise<T> {
    let data: unknown;
    try {
      ({ data } = await octokit.request(route, { owner, repo, ...parameters }));
    } catch (error) {
      this.#log.debug(`GitHub refused or failed: ${route}`, {
        status: (error as { status?: number }).status,
      });
      throw identity === 'user'
        ? error
        : mapGithubError(error, identity, absent);
    }
    return this.#parse(answer, data, route);
  }

  #parse<T>(answer: z.ZodType<T>, data: unknown, route: string): T {
    const parsed = answer.safeParse(data);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      this.#log.warn(`GitHub's answer to ${route} isn't as documented`, {
        at: issue.path.join('.'),
        problem: issue.message,
      });
      throw unexpectedAnswer();
    }
    return parsed.data;
  }
}
