import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/** See the workflows, refs, forms and runs of an entity's repository. */
export const githubWorkflowsReadPermission = createPermission({
  name: 'githubWorkflows.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read the log of a job: logs may hold more than a status does. */
export const githubWorkflowsLogsReadPermission = createPermission({
  name: 'githubWorkflows.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Run a workflow of an entity's repository. */
export const githubWorkflowsDispatchPermission = createPermission({
  name: 'githubWorkflows.dispatch',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Run a run of an entity's repository again: all of it, what failed, or one job. */
export const githubWorkflowsRerunPermission = createPermission({
  name: 'githubWorkflows.rerun',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Cancel a run of an entity's repository. */
export const githubWorkflowsCancelPermission = createPermission({
  name: 'githubWorkflows.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** All permissions of the plugin, for registration in the backend and for the policy. */
export const githubWorkflowsPermissions = [
  githubWorkflowsReadPermission,
  githubWorkflowsLogsReadPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsRerunPermission,
  githubWorkflowsCancelPermission,
];
