import type { FetchApi } from '@backstage/frontend-plugin-api';
import { WorkflowCalls } from './WorkflowCalls';
import { auditEndpoints } from './endpoints/auditEndpoints';
import { deploymentEndpoints } from './endpoints/deploymentEndpoints';
import { dispatchEndpoints } from './endpoints/dispatchEndpoints';
import { overviewEndpoints } from './endpoints/overviewEndpoints';
import { formHelpEndpoints } from './endpoints/formHelpEndpoints';
import { repositoryEndpoints } from './endpoints/repositoryEndpoints';
import { runEndpoints } from './endpoints/runEndpoints';
import { runResultEndpoints } from './endpoints/runResultEndpoints';
import { workflowSwitchEndpoints } from './endpoints/workflowSwitchEndpoints';
import type { TokenSources } from './githubToken';
import type { GithubWorkflowsApi } from './GithubWorkflowsApi';

/** Makes the client of the plugin's backend from the app's own services. */
export function createGithubWorkflowsClient(
  options: { fetchApi: FetchApi } & TokenSources,
): GithubWorkflowsApi {
  const calls = new WorkflowCalls(options);
  return {
    ...repositoryEndpoints(calls),
    ...runEndpoints(calls),
    ...runResultEndpoints(calls),
    ...workflowSwitchEndpoints(calls),
    ...dispatchEndpoints(calls),
    ...auditEndpoints(calls),
    ...overviewEndpoints(calls),
    ...deploymentEndpoints(calls),
    ...formHelpEndpoints(calls),
  };
}
