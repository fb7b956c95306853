import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * A workflow as permissions see it: an entity, where it matters with the file, the ref and the
 * environment. Its rules are of `@internal/plugin-github-workflows-backend`.
 */
export const RESOURCE_TYPE_GITHUB_WORKFLOW = 'github-workflow';

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
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** Run a run of an entity's repository again: all of it, what failed, or one job. */
export const githubWorkflowsRerunPermission = createPermission({
  name: 'githubWorkflows.rerun',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** Cancel a run of an entity's repository. */
export const githubWorkflowsCancelPermission = createPermission({
  name: 'githubWorkflows.cancel',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** Approve or reject a deployment that waits for it. */
export const githubWorkflowsApprovePermission = createPermission({
  name: 'githubWorkflows.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** Enable or disable a workflow of an entity's repository. */
export const githubWorkflowsManagePermission = createPermission({
  name: 'githubWorkflows.manage',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** Read who did what through the portal: of one entity, or without one of all of them. */
export const githubWorkflowsAuditReadPermission = createPermission({
  name: 'githubWorkflows.audit.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

/** See how the plugin itself is: GitHub's rate limits, webhooks, what is being watched. */
export const githubWorkflowsStatusReadPermission = createPermission({
  name: 'githubWorkflows.status.read',
  attributes: { action: 'read' },
});

/** Permissions on an entity as the catalog has it. */
export const githubWorkflowsEntityPermissions = [
  githubWorkflowsReadPermission,
  githubWorkflowsLogsReadPermission,
];

/** Permissions on the plugin's own resource type. */
export const githubWorkflowsWorkflowPermissions = [
  githubWorkflowsDispatchPermission,
  githubWorkflowsRerunPermission,
  githubWorkflowsCancelPermission,
  githubWorkflowsApprovePermission,
  githubWorkflowsManagePermission,
  githubWorkflowsAuditReadPermission,
];
