import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { GITHUB_PROJECT_SLUG_ANNOTATION } from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { runsAnswer } from '../github/answers';
import { GithubGateway } from '../github/GithubGateway';
import { knownRunOf } from '../github/mapRuns';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunObserver } from '../github/RunObserver';
import { Repository, repositoryOf } from '../repository';
import { RepositoryStore, StoredRepository } from '../store/RepositoryStore';
import { RunStore } from '../store/RunStore';

// One call each as a rule: seventeen repositories cost about 200 of GitHub's 5,000 calls an hour.
const REFRESH_MS = 300_000;
// Webhooks tell of all that happens; now and then one may be lost.
const REFRESH_TOLD_MS = 3_600_000;
const TOLD_FOR_MS = 24 * 3_600_000;
// So many in a round, so that a large catalog is no burst.
const ROUND = 5;
const PAGE = 100;
// Runs that are older than the newest page, and of which it isn't known that they ended.
const LOOKS = 5;
const DAY_MS = 24 * 3_600_000;

/** Keeps what is known of the runs of all repositories of the catalog, one after another. */
export class RepositoryRefresher {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #gateway: GithubGateway;
  readonly #repositories: RepositoryReader;
  readonly #observer: RunObserver;
  readonly #store: RepositoryStore;
  readonly #runs: RunStore;
  readonly #logger: LoggerService;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    gateway: GithubGateway;
    repositories: RepositoryReader;
    observer: RunObserver;
    store: RepositoryStore;
    runs: RunStore;
    logger: LoggerService;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#gateway = options.gateway;
    this.#repositories = options.repositories;
    this.#observer = options.observer;
    this.#store = options.store;
    this.#runs = options.runs;
    this.#logger = options.logger;
  }

  /** Writes down which repositories the catalog has. */
  async list(): Promise<void> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const repositories: Repository[] = [];
    for (const entity of items) {
      try {
        repositories.push(repositoryOf(entity));
      } catch (error) {
        // The entity's own tab says what is wrong with its annotation.
        this.#logger.debug('An entity names no repository', error as Error);
      }
    }
    await this.#store.list(repositories);
  }

  /** Reads the runs of the repositories that were longest not read, while GitHub has calls to spare. */
  async refresh(): Promise<void> {
    const now = Date.now();
    const due = await this.#store.due(now - REFRESH_MS, PAGE);
    const chosen = due
      .filter(
        one =>
          now - (one.toldAt ?? 0) > TOLD_FOR_MS ||
          now - one.askedAt > REFRESH_TOLD_MS,
      )
      .slice(0, ROUND);
    for (const one of chosen) {
      if (!this.#gateway.hasCallsToSpare(one.repository)) {
        return;
      }
      await this.#store.asked(one.key);
      try {
        await this.#read(one);
      } catch (error) {
        const reason = isCodedError(error)
          ? error.message
          : 'The portal could not read its runs.';
        await this.#store.failed(one.key, reason);
        this.#logger.debug(`Could not refresh ${one.key}`, error as Error);
      }
    }
  }

  async #read(one: StoredRepository): Promise<void> {
    const branch = await this.#defaultBranch(one);
    const newest = await this.#page(one, {});
    const seen = new Set(newest.ids);
    if (newest.totalCount > PAGE) {
      // The newest hundred may be one morning: what waits and what the main branch is like is older.
      const filters: Array<Record<string, string>> = [
        { status: 'waiting' },
        { branch, status: 'completed' },
      ];
      for (const filter of filters) {
        (await this.#page(one, filter)).ids.forEach(id => seen.add(id));
      }
    }
    await this.#lookAfter(one, seen);
    await this.#store.answered(one.key, branch);
  }

  async #page(
    { key, repository }: StoredRepository,
    filter: Record<string, string>,
  ): Promise<{ ids: number[]; totalCount: number }> {
    const answer = await this.#gateway.read(repository, {
      route: 'GET /repos/{owner}/{repo}/actions/runs',
      parameters: { ...filter, per_page: PAGE },
      answer: runsAnswer,
    });
    await this.#runs.recordList(key, answer.workflow_runs.map(knownRunOf));
    return {
      ids: answer.workflow_runs.map(run => run.id),
      totalCount: answer.total_count,
    };
  }

  /** Asks about runs that were under way, and that no list told of any more. */
  async #lookAfter(
    { key, repository }: StoredRepository,
    seen: Set<number>,
  ): Promise<void> {
    const open = await this.#runs.open([key], PAGE);
    const lost = open.filter(({ run }) => !seen.has(run.id)).slice(-LOOKS);
    for (const { run } of lost) {
      await this.#observer.look(repository, run.id).catch(async error => {
        if (isCodedError(error) && error.code === 'run_not_found') {
          await this.#runs.remove(key, run.id);
        } else {
          throw error;
        }
      });
    }
  }

  async #defaultBranch(one: StoredRepository): Promise<string> {
    const isKnown = Date.now() - (one.readAt ?? 0) < DAY_MS;
    return isKnown && one.defaultBranch
      ? one.defaultBranch
      : (await this.#repositories.settings(one.repository)).value.defaultBranch;
  }
}
