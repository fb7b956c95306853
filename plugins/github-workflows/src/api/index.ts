export { githubWorkflowsApiRef } from './GithubWorkflowsApi';
export type {
  DispatchOptions,
  GithubWorkflowsApi,
  JobLog,
  PickedRef,
} from './GithubWorkflowsApi';
export { GithubWorkflowsClient } from './GithubWorkflowsClient';
