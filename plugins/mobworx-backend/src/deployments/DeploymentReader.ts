import type { Deployment, ServiceId } from '@internal/plugin-mobworx-common';
import { ReadCache } from '@internal/upstream-node';
import type { Clients } from '../clients';
import type { EnvironmentConfig } from '../config';
import {
  compare,
  GithubDeployment,
  readLastDeployment,
  readLastRun,
} from '../github/deploymentReads';
import type { GithubReader } from '../github/GithubReader';
import { commitPage, Repository } from '../github/repository';
import { DeployedStack, readStack } from '../infrastructure/stacks';
import type { HistoryStore } from '../store/HistoryStore';
import type {
  DeployedComponent,
  DeployedComponents,
} from './DeployedComponents';
import { mergeDeployment } from './mergeDeployment';
import { promotionRoute, PromotionRoute } from './promotionRoute';
import { isSameRelease, Release, releaseOf } from './release';

/** What the sources say of what runs somewhere. */
export interface FoundDeployment {
  deployment: Deployment;
  component?: DeployedComponent;
  /** What the service says of itself. */
  running: Release;
  /** Unless the service says that it is another release. */
  stack?: DeployedStack;
  github?: GithubDeployment;
  /** What went wrong, where a source that should know couldn't be asked. */
  failure?: unknown;
}

/** Finds out what of a service runs in an environment, and since when. */
export class DeploymentReader {
  readonly route: PromotionRoute;
  readonly #github: GithubReader;
  readonly #components: DeployedComponents;
  readonly #clientsOf: (environment: string) => Clients;
  readonly #history: HistoryStore;
  readonly #found: ReadCache;

  constructor(options: {
    environments: EnvironmentConfig[];
    github: GithubReader;
    components: DeployedComponents;
    clientsOf: (environment: string) => Clients;
    history: HistoryStore;
    /** How long an answer holds: production's is wanted by the looks at all others too. */
    rememberMs: number;
  }) {
    this.route = promotionRoute(options.environments);
    this.#github = options.github;
    this.#components = options.components;
    this.#clientsOf = options.clientsOf;
    this.#history = options.history;
    this.#found = new ReadCache({ max: 1_000, ttlMs: options.rememberMs });
  }

  /** The component that deploys a service; nothing when the catalog has none. */
  componentOf(service: ServiceId): Promise<DeployedComponent | undefined> {
    return this.#components.of(service);
  }

  /** Asks CloudFormation and GitHub for what the service says that it is. A source that fails is told, not thrown. */
  async read(
    environment: string,
    service: ServiceId,
    signal: AbortSignal,
  ): Promise<FoundDeployment> {
    const { value } = await this.#found.read(`${environment}/${service}`, () =>
      this.#read(environment, service, signal),
    );
    return value;
  }

  async #read(
    environment: string,
    service: ServiceId,
    signal: AbortSignal,
  ): Promise<FoundDeployment> {
    const component = await this.#components.of(service);
    const failures: unknown[] = [];
    const note = (error: unknown) => {
      failures.push(error);
      return undefined;
    };
    const found = await this.#stack(environment, component, signal).catch(note);
    const running = await this.#running(environment, service, found);
    const stack = found && isSameRelease(running, found) ? found : undefined;
    const github = await this.#onGithub(
      environment,
      component,
      running.commit ?? stack?.commit,
      signal,
    ).catch(note);
    return {
      deployment: withCommitPage(
        mergeDeployment(running, stack, github),
        component?.repository,
      ),
      component,
      running,
      stack,
      github,
      ...(failures.length > 0 && { failure: failures[0] }),
    };
  }

  /** What the last look at its health heard; empty when the service doesn't tell. */
  async #running(
    environment: string,
    service: ServiceId,
    stack: DeployedStack | undefined,
  ): Promise<Release> {
    const [found] = await this.#history.states([{ environment, service }]);
    return releaseOf(found?.state, stack?.updatedAt);
  }

  async #stack(
    environment: string,
    component: DeployedComponent | undefined,
    signal: AbortSignal,
  ): Promise<DeployedStack | undefined> {
    const { aws } = this.#clientsOf(environment);
    const name = component?.serverlessService;
    return aws && name
      ? readStack(aws, `${name}-${environment}`, signal)
      : undefined;
  }

  async #onGithub(
    environment: string,
    component: DeployedComponent | undefined,
    commit: string | undefined,
    signal: AbortSignal,
  ): Promise<GithubDeployment | undefined> {
    const { repository, workflow, branch } = component ?? {};
    if (!repository) {
      return undefined;
    }
    const deployment = await readLastDeployment(
      this.#github,
      repository,
      environment,
      commit,
      signal,
    );
    // Runs don't tell where they deployed to; the deploy branch goes to the one before production.
    if (
      deployment ||
      !workflow ||
      !branch ||
      environment !== this.route.from?.id
    ) {
      return deployment;
    }
    return readLastRun(this.#github, repository, { workflow, branch }, signal);
  }

  /**
   * How many commits an environment has that production hasn't.
   *
   * @returns nothing for production, and where one of both commits isn't known
   * @throws errors of `problem()`
   */
  async aheadOfProduction(
    environment: string,
    service: ServiceId,
    here: FoundDeployment,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const production = this.route.to?.id;
    const repository = here.component?.repository;
    const { commit } = here.deployment;
    if (!production || production === environment || !repository || !commit) {
      return undefined;
    }
    const there = await this.read(production, service, signal);
    const comparison =
      there.deployment.commit &&
      (await this.compare(repository, there.deployment.commit, commit, signal));
    return comparison ? comparison.aheadBy : undefined;
  }

  /** See `compare` of GitHub's reads. */
  compare(
    repository: Repository,
    base: string,
    head: string,
    signal: AbortSignal,
  ) {
    return compare(this.#github, repository, base, head, signal);
  }
}

function withCommitPage(
  deployment: Deployment,
  repository: Repository | undefined,
): Deployment {
  const { commit } = deployment;
  const commitUrl = repository && commit && commitPage(repository, commit);
  return commitUrl ? { ...deployment, commitUrl } : deployment;
}
