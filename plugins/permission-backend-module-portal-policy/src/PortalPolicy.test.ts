import { mockCredentials } from '@backstage/backend-test-utils';
import {
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  githubWorkflowsApprovePermission,
  githubWorkflowsAuditReadPermission,
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
  githubWorkflowsLogsReadPermission,
  githubWorkflowsManagePermission,
  githubWorkflowsReadPermission,
  githubWorkflowsRerunPermission,
  githubWorkflowsStatusReadPermission,
} from '@internal/plugin-github-workflows-common';
import {
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  lighthouseAuditReadPermission,
} from '@internal/plugin-lighthouse-common';
import {
  mobworxGraphqlQueryPermission,
  mobworxParticipantsReadPermission,
  mobworxStatusReadPermission,
  mobworxStudioSessionCreatePermission,
} from '@internal/plugin-mobworx-common';
import { sonarqubeInsightsReadPermission } from '@internal/plugin-sonarqube-insights-common';
import { PortalPolicy } from './PortalPolicy';

const teams: Record<string, string[]> = {
  'user:default/guest': ['user:default/guest'],
  'user:default/sam-okoro': ['user:default/sam-okoro', 'group:default/backend'],
  'user:default/lee-moran': ['user:default/lee-moran', 'group:default/studio'],
  'user:default/robin-hale': [
    'user:default/robin-hale',
    'group:default/platform',
  ],
};

const policy = new PortalPolicy({
  getUserInfo: async credentials => {
    const { userEntityRef } = credentials.principal as unknown as {
      userEntityRef: string;
    };
    return { userEntityRef, ownershipEntityRefs: teams[userEntityRef] };
  },
});

function decide(permission: Permission, userEntityRef?: string) {
  const user = userEntityRef && {
    credentials: mockCredentials.user(userEntityRef),
  };
  return policy.handle({ permission }, user as PolicyQueryUser | undefined);
}

const unknown = createPermission({
  name: 'somebody.elses.permission',
  attributes: { action: 'read' },
});
const sneaky = createPermission({ name: 'toString', attributes: {} });
// Named like ours, but of another resource type than ours.
const impostor = createPermission({
  name: 'githubWorkflows.cancel',
  attributes: {},
  resourceType: 'catalog-entity',
});
const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;

describe('PortalPolicy', () => {
  const table: Array<[Permission, ...AuthorizeResult[]]> = [
    // permission, nobody, guest, member, platform
    [catalogEntityReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [catalogEntityRefreshPermission, DENY, DENY, ALLOW, ALLOW],
    [catalogEntityDeletePermission, DENY, DENY, DENY, ALLOW],
    [catalogLocationCreatePermission, DENY, DENY, DENY, ALLOW],
    [githubWorkflowsReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [githubWorkflowsLogsReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [githubWorkflowsDispatchPermission, DENY, DENY, CONDITIONAL, CONDITIONAL],
    [githubWorkflowsRerunPermission, DENY, DENY, CONDITIONAL, CONDITIONAL],
    [githubWorkflowsCancelPermission, DENY, DENY, CONDITIONAL, CONDITIONAL],
    [githubWorkflowsApprovePermission, DENY, DENY, CONDITIONAL, CONDITIONAL],
    [githubWorkflowsManagePermission, DENY, DENY, CONDITIONAL, CONDITIONAL],
    [githubWorkflowsAuditReadPermission, DENY, DENY, CONDITIONAL, ALLOW],
    [githubWorkflowsStatusReadPermission, DENY, DENY, DENY, ALLOW],
    [lighthouseAuditReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [lighthouseAuditCreatePermission, DENY, DENY, ALLOW, ALLOW],
    [lighthouseAuditDeletePermission, DENY, DENY, DENY, ALLOW],
    [mobworxStatusReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [mobworxGraphqlQueryPermission, DENY, DENY, ALLOW, ALLOW],
    [mobworxParticipantsReadPermission, DENY, DENY, DENY, ALLOW],
    [mobworxStudioSessionCreatePermission, DENY, DENY, DENY, ALLOW],
    [sonarqubeInsightsReadPermission, DENY, ALLOW, ALLOW, ALLOW],
    [impostor, DENY, DENY, DENY, DENY],
    [unknown, DENY, DENY, DENY, DENY],
    [sneaky, DENY, DENY, DENY, DENY],
  ];

  it.each(
    table.map(
      ([permission, ...results]) =>
        [permission.name, permission, results] as const,
    ),
  )('%s', async (_name, permission, [nobody, guest, member, platform]) => {
    expect(await decide(permission)).toMatchObject({ result: nobody });
    expect(await decide(permission, 'user:default/guest')).toMatchObject({
      result: guest,
    });
    expect(await decide(permission, 'user:default/sam-okoro')).toMatchObject({
      result: member,
    });
    expect(await decide(permission, 'user:default/robin-hale')).toMatchObject({
      result: platform,
    });
  });

  it('lets a team do what is its own', async () => {
    const { result } = await decide(
      mobworxStudioSessionCreatePermission,
      'user:default/lee-moran',
    );
    expect(result).toBe(ALLOW);
    const other = await decide(
      mobworxParticipantsReadPermission,
      'user:default/lee-moran',
    );
    expect(other.result).toBe(DENY);
  });

  // What the conditions come to is tested with the plugin, in packages/backend/src/permissions.test.ts.
  it('lets owners cancel runs: themselves or by their team', async () => {
    expect(
      await decide(githubWorkflowsCancelPermission, 'user:default/sam-okoro'),
    ).toEqual({
      result: CONDITIONAL,
      pluginId: 'github-workflows',
      resourceType: 'github-workflow',
      conditions: {
        resourceType: 'github-workflow',
        rule: 'IS_OWNED_BY',
        params: { claims: ['user:default/sam-okoro', 'group:default/backend'] },
      },
    });
  });
});
