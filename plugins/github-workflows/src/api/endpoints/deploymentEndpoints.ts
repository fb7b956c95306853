import {
  PreflightRequest,
  PreflightResponse,
  preflightResponseSchema,
  RepositoryResponse,
  ReviewRequest,
  ReviewResponse,
  reviewResponseSchema,
  RunDeploymentsResponse,
  runDeploymentsResponseSchema,
  WaitingRunsResponse,
  waitingRunsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { entityPath } from '@internal/portal-react';
import { WorkflowCalls, runPath, workflowPath } from '../WorkflowCalls';
import type { RunActionOptions } from './runEndpoints';

/** Where runs deploy to, who has to approve it, and the approvals. */
export interface DeploymentEndpoints {
  /** What would become of a run; starts nothing. */
  preflight(
    entityRef: string,
    file: string,
    request: PreflightRequest,
  ): Promise<PreflightResponse>;
  /** Runs of the entity's repository that wait for an approval. */
  listWaitingRuns(entityRef: string): Promise<WaitingRunsResponse>;
  /**
   * Deployments of a run that wait, and the reviews given. With the user's own GitHub token where
   * there is one already, as GitHub tells only by it who may review; no window opens for it.
   */
  getDeployments(options: {
    entityRef: string;
    runId: number;
    repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
  }): Promise<RunDeploymentsResponse>;
  /**
   * Approves or rejects deployments with the user's own GitHub token.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  reviewDeployments(
    options: RunActionOptions<ReviewRequest>,
  ): Promise<ReviewResponse>;
}

export function deploymentEndpoints(calls: WorkflowCalls): DeploymentEndpoints {
  return {
    preflight: (entityRef, file, request) =>
      calls.post(
        preflightResponseSchema,
        `${workflowPath(entityRef, file)}/preflight`,
        request,
      ),
    listWaitingRuns: entityRef =>
      calls.get(waitingRunsResponseSchema, `${entityPath(entityRef)}/waiting`),
    getDeployments: ({ entityRef, runId, repository }) =>
      calls.getAsKnownUser(
        runDeploymentsResponseSchema,
        `${runPath(entityRef, runId)}/deployments`,
        repository,
      ),
    reviewDeployments: options =>
      calls.postAsUser(
        reviewResponseSchema,
        `${runPath(options.entityRef, options.runId)}/deployments`,
        options,
      ),
  };
}
