export { githubWorkflowsApiRef } from './GithubWorkflowsApi';
export type {
  DispatchOptions,
  GithubWorkflowsApi,
  JobLog,
  PickedRef,
  RunActionOptions,
} from './GithubWorkflowsApi';
export { GithubWorkflowsClient } from './GithubWorkflowsClient';
