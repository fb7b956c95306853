import {
  AuthService,
  PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  githubWorkflowsEntityPermissions,
  githubWorkflowsStatusReadPermission,
  githubWorkflowsWorkflowPermissions,
} from '@internal/plugin-github-workflows-common';
import { workflowRules } from './rules';
import {
  parseWorkflowResource,
  WorkflowResource,
  workflowResourceRef,
} from './workflowResource';

/**
 * Makes the plugin's permissions and its resource type known. The framework asks here for the
 * resources that it applies a policy's conditions to; whether the caller can see the entity has
 * been decided before, so they are read as the plugin itself.
 */
export function registerPermissions(deps: {
  auth: AuthService;
  catalog: CatalogService;
  permissionsRegistry: PermissionsRegistryService;
}): void {
  const { auth, catalog, permissionsRegistry } = deps;
  permissionsRegistry.addPermissions([
    ...githubWorkflowsEntityPermissions,
    githubWorkflowsStatusReadPermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: workflowResourceRef,
    permissions: githubWorkflowsWorkflowPermissions,
    rules: Object.values(workflowRules),
    getResources: async resourceRefs => {
      const parsed = resourceRefs.map(parseWorkflowResource);
      const entityRefs = [
        ...new Set(parsed.flatMap(resource => resource?.entityRef ?? [])),
      ];
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata', 'relations'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return parsed.map((resource): WorkflowResource | undefined => {
        const entity =
          resource && items[entityRefs.indexOf(resource.entityRef)];
        return entity && { entity, ...resource.detail };
      });
    },
  });
}
