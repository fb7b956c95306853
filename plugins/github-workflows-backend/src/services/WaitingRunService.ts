import {
  WaitingRunsResponse,
  WorkflowView,
} from '@internal/plugin-github-workflows-common';
import { isCodedError } from '@internal/upstream-node';
import { DeploymentReader } from '../github/DeploymentReader';
import { mapReviewers } from '../github/environments';
import { Repository } from '../repository';
import { RunListService } from './RunListService';

// Each is a call to GitHub; who has more that wait looks at the runs themselves.
const DESCRIBED = 5;

type WaitingRun = WaitingRunsResponse['items'][number];

/** Lists the runs of a repository that wait for an approval, with where and for whom. */
export class WaitingRunService {
  readonly #deployments: DeploymentReader;
  readonly #runLists: RunListService;

  constructor(deployments: DeploymentReader, runLists: RunListService) {
    this.#deployments = deployments;
    this.#runLists = runLists;
  }

  async list(
    repository: Repository,
    view?: WorkflowView,
  ): Promise<WaitingRunsResponse> {
    const found = await this.#runLists.list(
      repository,
      { status: 'waiting', page: 1 },
      view,
    );
    const items = await Promise.all(
      found.items.map(async (run, index): Promise<WaitingRun> => {
        if (index >= DESCRIBED) {
          return { run };
        }
        try {
          const state = { run, jobs: [] };
          const { value } = await this.#deployments.pending(repository, state);
          return {
            run,
            environments: value.map(({ environment, reviewers }) => ({
              name: environment.name,
              reviewers: mapReviewers(reviewers),
            })),
          };
        } catch (error) {
          if (!isCodedError(error)) throw error;
          return { run };
        }
      }),
    );
    const { totalCount, fetchedAt, stale, staleReason } = found;
    return { items, totalCount, fetchedAt, stale, staleReason };
  }
}
