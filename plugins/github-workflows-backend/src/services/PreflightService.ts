import { NotFoundError } from '@backstage/errors';
import {
  DeployFrom,
  PreflightConcurrency,
  PreflightEnvironment,
  PreflightFailure,
  PreflightOpenQuestion,
  PreflightRequest,
  PreflightResponse,
  GitRef,
  Run,
  RUNS_PAGE_SIZE,
} from '@internal/plugin-github-workflows-common';
import { Fresh, isCodedError } from '@internal/upstream-node';
import { DeploymentReader } from '../github/DeploymentReader';
import { RepositoryEnvironment } from '../github/environments';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { Repository } from '../repository';
import { mayDeploy } from './deployPolicy';
import { preflightContext } from './preflightContext';
import { Reach, reachOf } from './reachOf';
import { WorkflowService } from './WorkflowService';

type Part = PreflightFailure['part'];

/** Tells what would become of a run before anything is started. */
export class PreflightService {
  readonly #deployments: DeploymentReader;
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;
  readonly #workflows: WorkflowService;

  constructor(options: {
    deployments: DeploymentReader;
    repositories: RepositoryReader;
    runs: RunReader;
    workflows: WorkflowService;
  }) {
    this.#deployments = options.deployments;
    this.#repositories = options.repositories;
    this.#runs = options.runs;
    this.#workflows = options.workflows;
  }

  /**
   * Looks at where a run would deploy to, what runs already and what it would wait for. What
   * can't be found out is named in the answer, and the rest still stands.
   *
   * @throws NotFoundError with code `workflow_not_on_ref` or `ref_not_found`
   */
  async preflight(
    repository: Repository,
    file: string,
    request: PreflightRequest,
  ): Promise<PreflightResponse> {
    const { ref, parsed, beside } = await this.#workflows.file(
      repository,
      file,
      request.refType,
      request.ref,
    );
    const context = preflightContext({
      repository,
      ref,
      workflowName: parsed.name ?? `.github/workflows/${file}`,
      definitions: parsed.inputs,
      inputs: request.inputs,
    });
    const reach = reachOf(
      parsed.reach ?? { jobs: [] },
      context,
      called => beside(called)?.reach,
    );
    const failures: PreflightFailure[] = [];
    const orNothing = async <T>(part: Part, found: Promise<T[]>) => {
      try {
        return await found;
      } catch (error) {
        if (!isCodedError(error)) throw error;
        failures.push({ part, message: error.message });
        return [];
      }
    };
    const [environments, runsUnderWay, concurrency] = await Promise.all([
      orNothing(
        'environments',
        this.#environments(repository, ref, reach.environments),
      ),
      orNothing('runs', this.#runsUnderWay(repository, file, ref)),
      orNothing('concurrency', this.#concurrency(repository, reach)),
    ]);
    return {
      environments,
      openQuestions: reach.openQuestions satisfies PreflightOpenQuestion[],
      runsUnderWay,
      concurrency,
      failures,
    };
  }

  async #environments(
    repository: Repository,
    ref: GitRef,
    named: Reach['environments'],
  ): Promise<PreflightEnvironment[]> {
    if (named.length === 0) {
      return [];
    }
    const known = await this.#repositories.environments(repository);
    return Promise.all(
      named.map(async environment => {
        const found = known.value.find(
          ({ name }) => name.toLowerCase() === environment.name.toLowerCase(),
        );
        if (!found) {
          return { ...environment, mayDeploy: 'yes' as const };
        }
        const deployFrom = await this.#deployFrom(repository, found);
        const isProtected =
          deployFrom.kind === 'protected_branches' && ref.type === 'branch'
            ? await this.#valueOf(
                this.#deployments.isProtected(repository, ref.name),
              )
            : undefined;
        return {
          ...environment,
          name: found.name,
          rules: { ...found.rules, deployFrom },
          mayDeploy: mayDeploy(deployFrom, ref, isProtected),
        };
      }),
    );
  }

  async #deployFrom(
    repository: Repository,
    { name, deployFrom }: RepositoryEnvironment,
  ): Promise<DeployFrom> {
    if (deployFrom !== 'patterns') {
      return { kind: deployFrom };
    }
    const patterns = await this.#valueOf(
      this.#deployments.policies(repository, name),
    );
    return patterns ? { kind: 'patterns', patterns } : { kind: 'unknown' };
  }

  /** What one environment's details fail with takes nothing from the others. */
  async #valueOf<T>(reading: Promise<Fresh<T>>): Promise<T | undefined> {
    try {
      return (await reading).value;
    } catch (error) {
      if (!isCodedError(error)) throw error;
      return undefined;
    }
  }

  async #runsUnderWay(
    repository: Repository,
    file: string,
    ref: GitRef,
  ): Promise<Run[]> {
    try {
      const { value } = await this.#runs.runs(
        repository,
        { workflow: file, ref: ref.name, page: 1 },
        RUNS_PAGE_SIZE,
      );
      return value.items.filter(run => run.status !== 'completed');
    } catch (error) {
      // One that GitHub doesn't know yet has no runs.
      if (error instanceof NotFoundError) {
        return [];
      }
      throw error;
    }
  }

  async #concurrency(
    repository: Repository,
    { groups }: Reach,
  ): Promise<PreflightConcurrency[]> {
    const found = await Promise.all(
      groups.map(async group => {
        const members = await this.#deployments.groupMembers(
          repository,
          group.group,
        );
        return members && { ...group, members };
      }),
    );
    return found.filter(group => group !== undefined);
  }
}
