import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AuditEndpoints } from './endpoints/auditEndpoints';
import type { DeploymentEndpoints } from './endpoints/deploymentEndpoints';
import type { DispatchEndpoints } from './endpoints/dispatchEndpoints';
import type { OverviewEndpoints } from './endpoints/overviewEndpoints';
import type { FormHelpEndpoints } from './endpoints/formHelpEndpoints';
import type { RepositoryEndpoints } from './endpoints/repositoryEndpoints';
import type { RunEndpoints } from './endpoints/runEndpoints';
import type { RunResultEndpoints } from './endpoints/runResultEndpoints';
import type { WorkflowSwitchEndpoints } from './endpoints/workflowSwitchEndpoints';

/**
 * What the views know of the backend. Entities are named by their full ref,
 * `component:default/studio`; repositories can't be named at all.
 *
 * Every method throws a `ResponseError` of `@backstage/errors` when the backend refuses, with a
 * {@link @internal/plugin-github-workflows-common#GithubWorkflowsErrorCode} in `cause.code`.
 */
export interface GithubWorkflowsApi
  extends
    OverviewEndpoints,
    RepositoryEndpoints,
    RunEndpoints,
    RunResultEndpoints,
    WorkflowSwitchEndpoints,
    DispatchEndpoints,
    FormHelpEndpoints,
    AuditEndpoints,
    DeploymentEndpoints {}

/** The client of the plugin's backend. */
export const githubWorkflowsApiRef = createApiRef<GithubWorkflowsApi>().with({
  id: 'plugin.github-workflows.client',
  pluginId: 'github-workflows',
});
