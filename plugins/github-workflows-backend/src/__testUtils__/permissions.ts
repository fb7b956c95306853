import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/** The one of the owning team. */
export const SAM = 'user:default/sam-okoro';
/** The one of the platform team. */
export const ROBIN = 'user:default/robin-hale';
export const GUEST = 'user:default/guest';

/** Whatever has this in its file, ref or environment is refused to everybody. */
export const FORBIDDEN = 'forbidden';

/**
 * The permissions of the tests: everybody may look, Robin may read the status, Sam may do all else.
 *
 * @param denied - the name of the permission that is denied to everybody now
 */
export function makePermissions(denied: () => string | undefined) {
  return mockServices.permissions.mock({
    // Owners may read the audit of what they own.
    authorizeConditional: async (_requests, { credentials }: any) => {
      const { userEntityRef } = credentials.principal;
      const result =
        userEntityRef === ROBIN
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.CONDITIONAL;
      return [{ result } as PolicyDecision];
    },
    authorize: async (requests, { credentials }: any) => {
      const { userEntityRef } = credentials.principal;
      return requests.map(({ permission, resourceRef = '' }) => ({
        result:
          permission.name !== denied() &&
          (isResourcePermission(permission, 'catalog-entity') ||
            (userEntityRef === ROBIN &&
              permission.name === 'githubWorkflows.status.read') ||
            (userEntityRef === SAM && !resourceRef.includes(FORBIDDEN)))
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }));
    },
  }).factory;
}
