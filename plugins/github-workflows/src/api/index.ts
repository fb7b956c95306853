export { githubWorkflowsApiRef } from './GithubWorkflowsApi';
export type {
  DispatchOptions,
  GithubWorkflowsApi,
  PickedRef,
  RunActionOptions,
} from './GithubWorkflowsApi';
export { GithubWorkflowsClient } from './GithubWorkflowsClient';
