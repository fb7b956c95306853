import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  refNameSchema,
  RESOURCE_TYPE_GITHUB_WORKFLOW,
  workflowFileSchema,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';

/** What of an entity somebody wants to do something with; whatever is left out doesn't matter. */
export interface WorkflowDetail {
  /** Base name of the workflow file. */
  file?: string;
  /** Branch or tag. */
  ref?: string;
  /** Deployment environment. */
  environment?: string;
}

/** What the rules of the resource type `github-workflow` are applied to. */
export interface WorkflowResource extends WorkflowDetail {
  entity: Entity;
}

/** A rule as a filter: nothing is ever looked up in a database by these rules. */
export type WorkflowFilter = (resource: WorkflowResource) => boolean;

/** The resource type `github-workflow`, for rules and policies. */
export const workflowResourceRef = createPermissionResourceRef<
  WorkflowResource,
  WorkflowFilter
>().with({
  pluginId: 'github-workflows',
  resourceType: RESOURCE_TYPE_GITHUB_WORKFLOW,
});

const detailSchema = z.strictObject({
  file: workflowFileSchema.optional(),
  ref: refNameSchema.optional(),
  // GitHub's limit for the name of an environment.
  environment: z.string().min(1).max(255).optional(),
});

/** Writes a resource as text: the entity ref, then the details as a query, `?file=…&ref=…`. */
export function stringifyWorkflowResource(
  entityRef: string,
  detail: WorkflowDetail = {},
): string {
  const query = new URLSearchParams();
  for (const key of ['file', 'ref', 'environment'] as const) {
    if (detail[key]) query.set(key, detail[key]);
  }
  return query.size > 0 ? `${entityRef}?${query}` : entityRef;
}

/**
 * Reads what {@link stringifyWorkflowResource} writes, and nothing else: whatever could be read
 * in two ways is no resource, and so nobody may do anything with it.
 */
export function parseWorkflowResource(
  text: string,
): { entityRef: string; detail: WorkflowDetail } | undefined {
  const [entityRef, query = ''] = text.split('?', 2);
  const detail = detailSchema.safeParse(
    Object.fromEntries(new URLSearchParams(query)),
  );
  if (
    !detail.success ||
    !isEntityRef(entityRef) ||
    stringifyWorkflowResource(entityRef, detail.data) !== text
  ) {
    return undefined;
  }
  return { entityRef, detail: detail.data };
}

function isEntityRef(text: string): boolean {
  try {
    return (
      parseEntityRef(text).name.length > 0 && /^[^/]+:[^/]+\/.+$/.test(text)
    );
  } catch {
    return false;
  }
}
