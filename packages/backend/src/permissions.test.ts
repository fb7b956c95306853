/**
 * Who may do what with workflows, decided by the real policy on the real resource type of the real
 * plugin: role × action × outcome, with and without a file, a ref and an environment.
 */
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PermissionPolicy,
  PermissionRule,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import githubWorkflows from '@internal/plugin-github-workflows-backend';
import portalPolicy from '@internal/plugin-permission-backend-module-portal-policy';

jest.setTimeout(60_000);

const owners: Record<string, string> = {
  'user:default/guest': 'user:default/guest',
  'user:default/kim-sato': 'group:default/streaming',
  'user:default/sam-okoro': 'group:default/backend',
  'user:default/robin-hale': 'group:default/platform',
};

/** The people of the table, in the order of its columns. */
const roles = {
  guest: 'user:default/guest',
  member: 'user:default/kim-sato',
  owner: 'user:default/sam-okoro',
  // The platform team are also those who approve production; the entity isn't theirs.
  platform: 'user:default/robin-hale',
};

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'appsync-service' },
  spec: { type: 'service', owner: 'backend', lifecycle: 'production' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/backend' }],
};

const NOBODY = '';
const OWNER = 'owner';
const APPROVER = 'platform';
const EVERYONE = 'guest member owner platform';

const production = '&environment=production';

// action, what of the entity, who may
const table: [string, string, string][] = [
  ['read', '', EVERYONE],
  ['logs.read', '', EVERYONE],

  ...['dispatch', 'rerun'].flatMap((action): [string, string, string][] => [
    [action, '', OWNER],
    [action, '?file=deploy.yml&ref=feature%2Fx', OWNER],
    [action, `?file=deploy.yml&ref=feature%2Fx&environment=staging`, OWNER],
    [action, `?file=deploy.yml&ref=feature%2Fx${production}`, NOBODY],
    [action, `?file=deploy.yml&ref=feature%2Fx&environment=Production`, NOBODY],
    [
      action,
      `?file=deploy.yml&ref=feature%2Fx&environment=production-eu`,
      NOBODY,
    ],
    [action, `?file=deploy.yml${production}`, NOBODY],
    [action, `?file=deploy.yml&ref=master${production}`, OWNER],
    [action, '?file=release.yml&ref=feature%2Fx', NOBODY],
    [action, '?file=release-ios.yml&ref=feature%2Fmain', NOBODY],
    [action, '?file=release.yml&ref=release%2F2026-11', OWNER],
    [action, '?file=release.yml&ref=release%2Fa%2Fb', NOBODY],
    [action, '?file=release.yml&ref=v1.2.3', OWNER],
    [action, '?file=testflight.yml&ref=main', OWNER],
  ]),

  ['cancel', '', OWNER],
  ['cancel', '?file=release.yml&ref=feature%2Fx', OWNER],

  ['approve', '', OWNER],
  ['approve', '?file=deploy.yml&ref=feature%2Fx&environment=staging', OWNER],
  ['approve', `?file=deploy.yml&ref=main${production}`, APPROVER],
  ['approve', `?file=deploy.yml&ref=feature%2Fx${production}`, APPROVER],

  ['manage', '', OWNER],
  ['manage', '?file=release.yml', OWNER],

  ['audit.read', '', 'owner platform'],

  // What can be read in two ways, or is no resource at all, is nobody's.
  ['dispatch', '?ref=main&file=release.yml', NOBODY],
  ['dispatch', '?file=deploy.yml&file=release.yml&ref=main', NOBODY],
  ['dispatch', '?file=..%2Fx.yml', NOBODY],
  ['dispatch', '?ref=a..b', NOBODY],
  ['dispatch', '?who=me', NOBODY],
  ['dispatch', '?', NOBODY],
];

let stop: () => Promise<void>;
let policy: PermissionPolicy;
let workflows: ResourceType;

type ResourceType = {
  rules: PermissionRule<any, any, string>[];
  getResources: (refs: string[]) => Promise<unknown[]>;
};

beforeAll(async () => {
  const backend = await startTestBackend({
    extensionPoints: [
      [policyExtensionPoint, { setPolicy: given => (policy = given) }],
    ],
    features: [
      portalPolicy,
      githubWorkflows,
      catalogServiceMock.factory({ entities: [entity] }),
      actionsRegistryServiceMock.factory(),
      mockServices.permissionsRegistry.mock({
        addResourceType: given => {
          workflows = given as ResourceType;
        },
      }).factory,
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true } as never),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as never as {
              userEntityRef: string;
            };
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, owners[userEntityRef]],
            };
          },
        }),
      }),
    ],
  });
  stop = () => backend.stop();
});
afterAll(async () => stop());

/** As the permission framework decides: the policy, then its conditions on the plugin's resource. */
async function authorize(
  user: string | undefined,
  permission: Permission,
  resourceRef?: string,
) {
  const decision = await policy.handle(
    { permission },
    user
      ? ({ credentials: mockCredentials.user(user) } as PolicyQueryUser)
      : undefined,
  );
  if (decision.result !== AuthorizeResult.CONDITIONAL || !resourceRef) {
    return decision.result;
  }
  const [resource] = await workflows.getResources([resourceRef]);
  return createConditionAuthorizer(workflows.rules)(decision, resource)
    ? AuthorizeResult.ALLOW
    : AuthorizeResult.DENY;
}

function permissionOf(action: string): Permission {
  const isRead = action === 'read' || action === 'logs.read';
  return {
    type: 'resource',
    name: `githubWorkflows.${action}`,
    attributes: {},
    resourceType: isRead ? 'catalog-entity' : 'github-workflow',
  };
}

describe.each(Object.entries(roles))('a %s', (role, user) => {
  it.each(table)('%s %s: %s', async (action, detail, who) => {
    expect(
      await authorize(
        user,
        permissionOf(action),
        `component:default/appsync-service${detail}`,
      ),
    ).toBe(who.split(' ').includes(role) ? 'ALLOW' : 'DENY');
  });

  it('may do nothing with what the catalog does not have', async () => {
    for (const action of ['dispatch', 'cancel', 'approve', 'manage']) {
      for (const ref of ['component:default/gone', 'nonsense']) {
        expect(await authorize(user, permissionOf(action), ref)).toBe('DENY');
      }
    }
  });
});

it('lets nobody in who is not signed in', async () => {
  for (const [action, detail] of table) {
    expect(
      await authorize(
        undefined,
        permissionOf(action),
        `component:default/appsync-service${detail}`,
      ),
    ).toBe('DENY');
  }
});

it('lets the platform team alone read the audit of everything', async () => {
  const results = await Promise.all(
    Object.values(roles).map(user =>
      authorize(user, permissionOf('audit.read')),
    ),
  );
  expect(results).toEqual(['DENY', 'CONDITIONAL', 'CONDITIONAL', 'ALLOW']);
});
