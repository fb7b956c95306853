import { NotFoundError } from '@backstage/errors';
import {
  ConcurrencyMember,
  DeployFrom,
  DeploymentReview,
  deploymentReviewSchema,
  Job,
  Run,
} from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { Repository, repositoryKey } from '../repository';
import {
  approvalsAnswer,
  branchAnswer,
  branchPoliciesAnswer,
  concurrencyGroupAnswer,
  PendingDeploymentAnswer,
  pendingDeploymentsAnswer,
} from './environments';
import { mapGithubError, notYours } from './errors';
import { GithubGateway } from './GithubGateway';

// Who may deploy from where changes a few times a year.
const KEEP_SETTINGS_MS = 60_000;
// Reviews come one by one; a new one is asked for as soon as the run moves.
const KEEP_REVIEWS_MS = 30_000;
// A host learns a new operation by an upgrade.
const KEEP_ABILITY_MS = 3_600_000;

// A state that is newer than this code decides nothing that is known here.
const reviewState = deploymentReviewSchema.shape.state.catch('pending');

/** A run as it was last seen: what waits for a review depends on nothing else. */
export interface RunState {
  run: Run;
  jobs: Job[];
}

/** Reads what holds runs up: environments, reviews, concurrency groups; each answer kept for a while. */
export class DeploymentReader {
  readonly #gateway: GithubGateway;
  readonly #cache: ReadCache;
  readonly #watchMs: number;
  readonly #tellsGroups = new LRUCache<string, boolean>({
    max: 100,
    ttl: KEEP_ABILITY_MS,
  });

  constructor(gateway: GithubGateway, config: GithubWorkflowsConfig) {
    this.#gateway = gateway;
    this.#watchMs = config.watchIntervalMs;
    this.#cache = new ReadCache({ max: 2_000, ttlMs: config.keepListsMs });
  }

  /** Names and patterns of an environment that may deploy to it. */
  policies(
    repository: Repository,
    environment: string,
  ): Promise<Fresh<Extract<DeployFrom, { kind: 'patterns' }>['patterns']>> {
    return this.#cache.read(
      `policies:${repositoryKey(repository)}:${environment}`,
      async () => {
        const answer = await this.#get(
          repository,
          '/environments/{environment}/deployment-branch-policies',
          branchPoliciesAnswer,
          { environment, per_page: 100 },
        );
        return answer.branch_policies.flatMap(({ name, type }) =>
          name ? { name, type: type === 'tag' ? 'tag' : 'branch' } : [],
        );
      },
      () => KEEP_SETTINGS_MS,
    );
  }

  /** Whether GitHub protects a branch, by a rule or a ruleset. */
  isProtected(repository: Repository, branch: string): Promise<Fresh<boolean>> {
    return this.#cache.read(
      `protected:${repositoryKey(repository)}:${branch}`,
      async () => {
        const path = '/branches/{branch}';
        return (await this.#get(repository, path, branchAnswer, { branch }))
          .protected;
      },
      () => KEEP_SETTINGS_MS,
    );
  }

  /** Deployments of a run that wait; whether the caller may review them only {@link pendingFor} tells. */
  pending(
    repository: Repository,
    state: RunState,
  ): Promise<Fresh<PendingDeploymentAnswer[]>> {
    return this.#cache.read(
      `pending:${keyOf(repository, state)}`,
      () =>
        this.#get(
          repository,
          '/actions/runs/{run_id}/pending_deployments',
          pendingDeploymentsAnswer,
          { run_id: state.run.id },
        ),
      () => this.#watchMs * 0.9,
    );
  }

  /** The same as a person sees it, with whether that person may review each. */
  pendingFor(
    repository: Repository,
    state: RunState,
    person: { userRef: string; token: string },
  ): Promise<Fresh<PendingDeploymentAnswer[]>> {
    return this.#cache.read(
      // The token itself is no part of what is kept.
      `pending:${keyOf(repository, state)}:${person.userRef}`,
      async () => {
        try {
          return await this.#gateway.writeAs(person.token, repository, {
            route:
              'GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
            parameters: { run_id: state.run.id },
            answer: pendingDeploymentsAnswer,
          });
        } catch (error) {
          throw mapGithubError(error, 'user', notYours);
        }
      },
      () => KEEP_REVIEWS_MS,
    );
  }

  /** Reviews of a run's deployments, oldest first. */
  reviews(
    repository: Repository,
    state: RunState,
  ): Promise<Fresh<DeploymentReview[]>> {
    return this.#cache.read(
      `reviews:${keyOf(repository, state)}`,
      async () => {
        const answer = await this.#get(
          repository,
          '/actions/runs/{run_id}/approvals',
          approvalsAnswer,
          { run_id: state.run.id },
        );
        return answer.map(({ environments, user, comment, ...review }) => ({
          environments: environments.flatMap(({ name }) => name ?? []),
          state: reviewState.parse(review.state),
          user: user?.login,
          comment: comment ?? '',
        }));
      },
      () => KEEP_REVIEWS_MS,
    );
  }

  /**
   * Who holds a concurrency group and who waits for it, in that order; undefined on a host that
   * doesn't tell (GitHub Enterprise Server up to 3.19).
   */
  async groupMembers(
    repository: Repository,
    group: string,
  ): Promise<ConcurrencyMember[] | undefined> {
    if (!(await this.#hostTellsGroups(repository))) {
      return undefined;
    }
    // GitHub doesn't tell upper from lower case here.
    const key = `group:${repositoryKey(repository)}:${group.toLowerCase()}`;
    const members = await this.#cache.read(key, () =>
      this.#orUndefined(
        this.#get(
          repository,
          '/actions/concurrency_groups/{group}',
          concurrencyGroupAnswer,
          { group },
        ),
      ),
    );
    return (members.value?.group_members ?? []).map(member => ({
      runId: member.run_id,
      runName: member.run_name,
      jobName: member.job_name ?? undefined,
      status: member.status,
    }));
  }

  /** Forgets what a review makes old, also before GitHub shows the run as moved. */
  forgetRun(repository: Repository, runId: number): void {
    for (const what of ['pending', 'reviews']) {
      this.#cache.forget(`${what}:${repositoryKey(repository)}:${runId}:`);
    }
  }

  /** A group that nobody holds and an operation that isn't there are both 404; the list tells which. */
  async #hostTellsGroups(repository: Repository): Promise<boolean> {
    const known = this.#tellsGroups.get(repository.host);
    if (known !== undefined) {
      return known;
    }
    const answer = await this.#orUndefined(
      this.#get(
        repository,
        '/actions/concurrency_groups',
        z.object({ total_count: z.number() }),
        { per_page: 1 },
      ),
    );
    this.#tellsGroups.set(repository.host, answer !== undefined);
    return answer !== undefined;
  }

  async #orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  #get<T>(
    repository: Repository,
    path: string,
    answer: z.ZodType<T>,
    parameters: Record<string, unknown>,
  ): Promise<T> {
    return this.#gateway.read(repository, {
      route: `GET /repos/{owner}/{repo}${path}`,
      parameters,
      answer,
    });
  }
}

/** Changes when the run moves, so that what is kept of it is never older than the run itself. */
function keyOf(repository: Repository, { run, jobs }: RunState): string {
  const moves = [run.attempt, run.status, ...jobs.map(job => job.status)];
  return `${repositoryKey(repository)}:${run.id}:${moves.join()}`;
}
