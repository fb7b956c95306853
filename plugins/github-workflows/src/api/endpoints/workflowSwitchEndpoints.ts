import {
  RepositoryResponse,
  WorkflowSwitchResponse,
  workflowSwitchResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { WorkflowCalls, workflowPath } from '../WorkflowCalls';

/** A workflow, and whether it is to be run from now on. */
export interface WorkflowSwitchOptions {
  entityRef: string;
  /** Base name of the workflow file. */
  file: string;
  enabled: boolean;
  /** Where the user's own GitHub token has to be good for. */
  repository: Pick<RepositoryResponse, 'host' | 'tokenUrl'>;
}

/** Enabling and disabling workflows. */
export interface WorkflowSwitchEndpoints {
  /**
   * Enables or disables a workflow with the user's own GitHub token.
   *
   * @throws GithubTokenError when the user doesn't give the token
   */
  switchWorkflow(
    options: WorkflowSwitchOptions,
  ): Promise<WorkflowSwitchResponse>;
}

export function workflowSwitchEndpoints(
  calls: WorkflowCalls,
): WorkflowSwitchEndpoints {
  return {
    switchWorkflow: ({ entityRef, file, enabled, repository }) =>
      calls.postAsUser(
        workflowSwitchResponseSchema,
        `${workflowPath(entityRef, file)}/${enabled ? 'enable' : 'disable'}`,
        { repository, request: {} },
      ),
  };
}
