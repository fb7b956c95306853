export { GithubTokenError, requestGithubToken } from './githubToken';
export type { TokenSources } from './githubToken';
export { githubWorkflowsApiRef } from './GithubWorkflowsApi';
export type {
  DispatchOptions,
  GithubWorkflowsApi,
  JobLog,
  PickedRef,
} from './GithubWorkflowsApi';
export { GithubWorkflowsClient } from './GithubWorkflowsClient';
