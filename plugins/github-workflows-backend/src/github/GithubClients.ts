import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { UpstreamFetch } from '@internal/upstream-node';
import { Octokit } from '@octokit/rest';
import { problem } from '../problems';
import type { Repository } from '../repository';
import { mapGithubError } from './errors';
import { BudgetOwner, RateBudget } from './RateBudget';

const API_VERSION = '2022-11-28';

/** Makes the clients that call GitHub: with the portal's own credential, or with a user's token. */
export class GithubClients {
  readonly #integrations: ScmIntegrations;
  readonly #credentials: GithubCredentialsProvider;
  readonly #fetch: UpstreamFetch;
  readonly #log: Pick<LoggerService, 'debug'>;
  /** What GitHub lets the portal's own credentials do. */
  readonly budget = new RateBudget();
  readonly #owners = new Map<string, BudgetOwner>();

  constructor(options: {
    integrations: ScmIntegrations;
    fetch: UpstreamFetch;
    logger: Pick<LoggerService, 'debug'>;
    credentials?: GithubCredentialsProvider;
  }) {
    this.#integrations = options.integrations;
    this.#credentials =
      options.credentials ??
      DefaultGithubCredentialsProvider.fromIntegrations(options.integrations);
    this.#fetch = options.fetch;
    this.#log = options.logger;
  }

  /** A client with the portal's own credential, whose calls are counted. */
  async portal(repository: Repository): Promise<Octokit> {
    const { host, owner } = repository;
    const { token, type } = (await this.#credentialsFor(repository)) ?? {};
    if (!token) {
      throw problem(
        'absent',
        'integration_missing',
        `The portal has no credential for ${host}/${owner}.`,
        `Platform team: set integrations.github with host: ${host} and a token, or an app that is installed for ${owner} (docs/connect-github.md).`,
      );
    }
    const credential = type === 'app' ? `app in ${owner}` : 'token';
    const counted = { host, credential };
    this.#owners.set(`${host}/${owner}`, counted);
    return this.withToken(
      repository,
      token,
      this.budget.counting(this.#fetch, counted),
    );
  }

  /**
   * A token of the portal's App for a repository, for the writes that are allowed as the App.
   *
   * @throws ServiceUnavailableError with code `app_identity_unavailable` when the portal has no App there
   */
  async appToken(repository: Repository): Promise<string> {
    const { host, owner } = repository;
    const credentials = await this.#credentialsFor(repository);
    if (credentials?.type !== 'app' || !credentials.token) {
      throw problem(
        'unavailable',
        'app_identity_unavailable',
        `This workflow runs as the portal's GitHub App, and the portal has none for ${host}/${owner}.`,
        'Platform team: set an app in integrations.github that is installed for this repository, or take the workflow out of githubWorkflows.identity.',
      );
    }
    return credentials.token;
  }

  /** Whether GitHub has calls to spare for what nobody waits for. */
  hasCallsToSpare({ host, owner }: Repository): boolean {
    const used = this.#owners.get(`${host}/${owner}`);
    return !used || this.budget.hasCallsToSpare(used);
  }

  /** A client with a token. */
  withToken(
    { host }: Repository,
    token: string,
    fetch: UpstreamFetch = this.#fetch,
  ): Octokit {
    const integration = this.#integrations.github.byHost(host);
    const log = this.#log;
    return new Octokit({
      auth: token,
      baseUrl: integration?.config.apiBaseUrl,
      userAgent: 'mobworx-developer-portal',
      // Octokit would print to the console by itself.
      log: {
        debug: () => {},
        info: () => {},
        warn: message => log.debug(message),
        error: message => log.debug(message),
      },
      request: {
        fetch,
        headers: { 'X-GitHub-Api-Version': API_VERSION },
      },
    });
  }

  async #credentialsFor({ host, owner, repo }: Repository) {
    if (!this.#integrations.github.byHost(host)) {
      return undefined;
    }
    return this.#credentials
      .getCredentials({ url: `https://${host}/${owner}/${repo}` })
      .catch(error => {
        throw mapGithubError(error, 'portal');
      });
  }
}
