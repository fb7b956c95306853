import { randomBytes } from 'node:crypto';
import type { SimulatorClock } from '../clock';
import type { Signature } from './git/GitStore';
import type {
  Account,
  GithubApp,
  Job,
  OAuthApp,
  RefreshToken,
  Repository,
  Right,
  Team,
  Token,
  WorkflowRun,
} from './types';

/** Counts up from a start; ids look like GitHub's but are the same on every start. */
function counter(start: number): () => number {
  let last = start;
  return () => {
    last += 1;
    return last;
  };
}

/** A push of one commit. */
export interface PushRequest {
  owner: string;
  repo: string;
  /** Created from the default branch when it is not there. */
  branch: string;
  /** Files by path; null removes one. */
  files: Record<string, string | null>;
  message: string;
  /** Login of the one who pushes; the repository's owner when left out. */
  actor?: string;
}

/** Told of each push, so that workflows start and webhooks go out. */
export type PushListener = (
  repository: Repository,
  push: { ref: string; before: string; after: string },
  actor: Account,
) => Promise<void>;

const nowhere = '0'.repeat(40);

/** Everything that a simulated GitHub knows. */
export class GithubState {
  readonly accounts = new Map<string, Account>();
  readonly tokens = new Map<string, Token>();
  readonly oauthApps = new Map<string, OAuthApp>();
  readonly refreshTokens = new Map<string, RefreshToken>();
  readonly apps = new Map<number, GithubApp>();
  teams: Team[] = [];
  private readonly repositoriesByName = new Map<string, Repository>();
  rateLimit = 5000;
  readonly ids = {
    account: counter(1_000_000),
    repository: counter(500_000_000),
    workflow: counter(90_000_000),
    environment: counter(7_000_000_000),
    team: counter(4_000_000),
    run: counter(19_000_000_000),
    job: counter(54_000_000_000),
  };

  /** @internal */
  onPush: PushListener = async () => {};

  /**
   * @param isEnterpriseServer - whether it is a GitHub Enterprise Server of 3.17 to 3.19, which
   *   names no run on dispatch, takes ten inputs and has no concurrency groups
   */
  constructor(
    readonly clock: SimulatorClock,
    readonly isEnterpriseServer = false,
  ) {}

  /** Forgets everything; ids start again as well. */
  clear(): void {
    Object.assign(this, { ids: new GithubState(this.clock).ids, teams: [] });
    [
      this.accounts,
      this.tokens,
      this.oauthApps,
      this.refreshTokens,
      this.apps,
      this.repositoriesByName,
    ].forEach(map => map.clear());
  }

  addRepository(repository: Repository): void {
    this.repositoriesByName.set(repository.fullName.toLowerCase(), repository);
  }

  repositories(): Repository[] {
    return [...this.repositoriesByName.values()];
  }

  /** @param fullName - `owner/name`, in any case as on GitHub */
  findRepository(fullName: string): Repository | undefined {
    return this.repositoriesByName.get(fullName.toLowerCase());
  }

  /** Like findRepository, but throws when there is none: for tests. */
  repository(fullName: string): Repository {
    const repository = this.findRepository(fullName);
    if (!repository) {
      throw new Error(`The simulated GitHub has no repository ${fullName}`);
    }
    return repository;
  }

  /** Runs of a repository, oldest first. */
  runs(fullName: string): WorkflowRun[] {
    return this.repository(fullName).runs;
  }

  /** A job of any attempt of any run. @throws Error when there is none */
  job(id: number): Job {
    const job = this.repositories()
      .flatMap(({ runs }) => runs)
      .flatMap(({ attempts }) => attempts)
      .flatMap(({ jobs }) => jobs)
      .find(candidate => candidate.id === id);
    if (!job) {
      throw new Error(`The simulated GitHub has no job ${id}`);
    }
    return job;
  }

  account(login: string): Account {
    const account = this.accounts.get(login.toLowerCase());
    if (!account) {
      throw new Error(`The simulated GitHub has no account ${login}`);
    }
    return account;
  }

  findAccountByEmail(email: string): Account | undefined {
    return [...this.accounts.values()].find(account => account.email === email);
  }

  signature(login: string, at: number): Signature {
    const account = this.account(login);
    return {
      name: account.name ?? account.login,
      email: account.email ?? '',
      at,
    };
  }

  /** Commits to a branch as if someone had pushed; starts workflows that listen to the push. */
  async push(request: PushRequest): Promise<{ sha: string }> {
    const repository = this.repository(`${request.owner}/${request.repo}`);
    const { git, defaultBranch } = repository;
    const ref = `refs/heads/${request.branch}`;
    const before = git.refs.get(ref);
    const actor = request.actor
      ? this.account(request.actor)
      : repository.owner;
    const sha = await git.commit({
      parent: before ?? git.resolve(`refs/heads/${defaultBranch}`),
      files: request.files,
      message: request.message,
      author: this.signature(actor.login, this.clock.now()),
    });
    git.refs.set(ref, sha);
    repository.pushedAt = this.clock.now();
    await this.onPush(
      repository,
      { ref, before: before ?? nowhere, after: sha },
      actor,
    );
    return { sha };
  }

  /** Changes what a login may do in a repository; `none` takes away the base permission too. */
  grant(login: string, fullName: string, right: Right): void {
    this.account(login).rights.set(this.repository(fullName).fullName, right);
  }

  /** Makes a user token, as a sign-in to an OAuth App would. */
  issueToken(login: string, scopes: string[] = ['repo']): string {
    const value = `gho_${randomBytes(18).toString('hex')}`;
    this.tokens.set(value, {
      value,
      kind: 'user',
      account: this.account(login),
      scopes,
    });
    return value;
  }

  revokeToken(value: string): void {
    this.tokens.delete(value);
  }
}
