export { createGithubWorkflowsClient } from './createGithubWorkflowsClient';
export type { DispatchOptions } from './endpoints/dispatchEndpoints';
export type { PickedRef } from './endpoints/repositoryEndpoints';
export type { WorkflowSwitchOptions } from './endpoints/workflowSwitchEndpoints';
export type { RunActionOptions } from './endpoints/runEndpoints';
export { githubWorkflowsApiRef } from './GithubWorkflowsApi';
export type { GithubWorkflowsApi } from './GithubWorkflowsApi';
