import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { createUpstreamFetch, isCodedError } from '@internal/upstream-node';
import { Octokit } from '@octokit/rest';
import type { z } from 'zod';
import { problem } from '../problems';
import { MAX_ANSWER_BYTES, unexpectedAnswer } from '../upstreamProblems';
import { FrugalFetch } from './frugalFetch';
import { GITHUB, problemOfGithub } from './githubProblems';
import type { Repository } from './repository';

const API_VERSION = '2022-11-28';
const TIMEOUT_MS = 10_000;

/** Reads GitHub with the credential of the integration; it never writes. */
export class GithubReader {
  readonly #integrations: ScmIntegrations;
  readonly #credentials: GithubCredentialsProvider;
  readonly #log: Pick<LoggerService, 'debug'>;
  readonly #fetch = createUpstreamFetch({
    upstream: GITHUB.title,
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_ANSWER_BYTES,
    concurrency: 4,
  });
  readonly #frugal = new FrugalFetch();

  constructor(options: {
    integrations: ScmIntegrations;
    logger: Pick<LoggerService, 'debug'>;
  }) {
    this.#integrations = options.integrations;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#log = options.logger;
  }

  /**
   * Reads something of a repository.
   *
   * @param route - GitHub's own text, a GET; `{owner}` and `{repo}` are given
   * @throws errors of `problem()`
   */
  async read<T>(
    repository: Repository,
    route: `GET ${string}`,
    parameters: Record<string, unknown>,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { owner, repo } = repository;
    let data: unknown;
    try {
      const octokit = await this.#octokit(repository);
      ({ data } = await octokit.request(route, {
        owner,
        repo,
        ...parameters,
        request: { signal },
      }));
    } catch (error) {
      throw problemOfGithub(error);
    }
    const parsed = answer.safeParse(data);
    if (!parsed.success) {
      const at = parsed.error.issues[0].path.join('.').slice(0, 100);
      throw unexpectedAnswer(GITHUB, `${route}, at ${at || 'its start'}`);
    }
    return parsed.data;
  }

  /**
   * The same, where it may well be that GitHub has no such thing.
   *
   * @returns nothing for a 404
   */
  async find<T>(
    repository: Repository,
    route: `GET ${string}`,
    parameters: Record<string, unknown>,
    answer: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T | undefined> {
    try {
      return await this.read(repository, route, parameters, answer, signal);
    } catch (error) {
      if (isCodedError(error) && error.code === 'upstream_not_found') {
        return undefined;
      }
      throw error;
    }
  }

  async #octokit({ host, owner, repo }: Repository): Promise<Octokit> {
    const integration = this.#integrations.github.byHost(host);
    const { token } = integration
      ? await this.#credentials.getCredentials({
          url: `https://${host}/${owner}/${repo}`,
        })
      : { token: undefined };
    if (!token) {
      throw problem(
        'unavailable',
        'upstream_credentials_rejected',
        `The portal has no credential for ${host}/${owner}.`,
        `Tell the platform team: ${GITHUB.credential} needs one for ${host} (docs/connect-github.md).`,
      );
    }
    const log = (message: string) => this.#log.debug(message);
    return new Octokit({
      auth: token,
      baseUrl: integration!.config.apiBaseUrl,
      userAgent: 'mobworx-developer-portal',
      // Octokit would print to the console by itself.
      log: { debug: () => {}, info: () => {}, warn: log, error: log },
      request: {
        fetch: this.#frugal.of(this.#fetch, `${host}/${owner}`),
        redirect: 'manual',
        headers: { 'X-GitHub-Api-Version': API_VERSION },
      },
    });
  }
}
