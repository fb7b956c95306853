import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityDeletePermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
  RESOURCE_TYPE_CATALOG_ENTITY,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsLogsReadPermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
} from '@internal/plugin-github-workflows-common';

/**
 * Who may ask for what. A permission that isn't in this table is denied to everybody.
 *
 * - `everyone`: whoever is signed in, guests too
 * - `members`: whoever is signed in as a person of the catalog
 * - `owners`: members who own the entity in question, themselves or by their team
 * - `platform`: members of the platform team
 */
const rules: Record<string, 'everyone' | 'members' | 'owners' | 'platform'> = {
  [catalogEntityReadPermission.name]: 'everyone',
  [catalogLocationReadPermission.name]: 'everyone',
  [catalogEntityRefreshPermission.name]: 'members',
  [catalogEntityValidatePermission.name]: 'members',
  [catalogEntityDeletePermission.name]: 'platform',
  [catalogLocationAnalyzePermission.name]: 'platform',
  [catalogLocationCreatePermission.name]: 'platform',
  [catalogLocationDeletePermission.name]: 'platform',

  [githubWorkflowsReadPermission.name]: 'everyone',
  [githubWorkflowsLogsReadPermission.name]: 'everyone',
  [githubWorkflowsDispatchPermission.name]: 'owners',
  [githubWorkflowsRerunPermission.name]: 'owners',
  [githubWorkflowsCancelPermission.name]: 'owners',
};

const PLATFORM_TEAM = 'group:default/platform';
const GUEST = 'user:default/guest';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * The portal's permission policy: deny by default, by the table above.
 * Calls between backend plugins never get here; the framework decides them before.
 */
export class PortalPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  constructor(userInfo: UserInfoService) {
    this.#userInfo = userInfo;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const rule = Object.hasOwn(rules, request.permission.name)
      ? rules[request.permission.name]
      : undefined;
    if (!user || !rule) {
      return DENY;
    }
    if (rule === 'everyone') {
      return ALLOW;
    }
    const { userEntityRef, ownershipEntityRefs } =
      await this.#userInfo.getUserInfo(user.credentials);
    if (userEntityRef === GUEST) {
      return DENY;
    }
    if (rule === 'members') {
      return ALLOW;
    }
    if (rule === 'platform') {
      return ownershipEntityRefs.includes(PLATFORM_TEAM) ? ALLOW : DENY;
    }
    return isResourcePermission(
      request.permission,
      RESOURCE_TYPE_CATALOG_ENTITY,
    )
      ? createCatalogConditionalDecision(
          request.permission,
          catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
        )
      : DENY;
  }
}
