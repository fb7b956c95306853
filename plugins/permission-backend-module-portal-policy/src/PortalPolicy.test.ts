import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  githubWorkflowsCancelPermission,
  githubWorkflowsDispatchPermission,
} from '@internal/plugin-github-workflows-common';
import {
  mobworxParticipantsReadPermission,
  mobworxStudioSessionCreatePermission,
} from '@internal/plugin-mobworx-common';
import { PortalPolicy } from './PortalPolicy';

// Role × permission × resource, for all plugins, is tested in packages/backend/src/permissions.test.ts.

const teams: Record<string, string[]> = {
  'user:default/sam-okoro': ['user:default/sam-okoro', 'group:default/backend'],
  'user:default/lee-moran': ['user:default/lee-moran', 'group:default/studio'],
  'user:default/ida-novak': ['user:default/ida-novak', 'group:default/design'],
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

function decide(permission: Permission, name: string) {
  const user = { credentials: mockCredentials.user(`user:default/${name}`) };
  return policy.handle({ permission }, user as PolicyQueryUser);
}

const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;

describe('PortalPolicy', () => {
  it('lets a team do what is its own', async () => {
    expect(
      await decide(mobworxStudioSessionCreatePermission, 'lee-moran'),
    ).toEqual({ result: ALLOW });
    expect(
      await decide(mobworxParticipantsReadPermission, 'lee-moran'),
    ).toEqual({ result: DENY });
  });

  it('lets owners cancel runs: themselves or by their team', async () => {
    expect(await decide(githubWorkflowsCancelPermission, 'sam-okoro')).toEqual({
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

  it('lets nobody but the teams named for it run what reaches production', async () => {
    const conditionsOf = async (name: string) =>
      JSON.stringify(await decide(githubWorkflowsDispatchPermission, name));
    expect(await conditionsOf('sam-okoro')).toContain('REF_MATCHES');
    expect(await conditionsOf('ida-novak')).not.toContain('REF_MATCHES');
  });

  it('denies what is named like ours, but is of another resource type', async () => {
    const impostor = createPermission({
      name: 'githubWorkflows.cancel',
      attributes: {},
      resourceType: 'catalog-entity',
    });
    expect(await decide(impostor, 'robin-hale')).toEqual({ result: DENY });
  });
});
