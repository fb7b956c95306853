/**
 * Who may do what: role × permission × resource, decided by the real policy on what the real plugins
 * of the backend register. A permission that the table doesn't know fails here.
 */
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  PermissionPolicy,
  PermissionRule,
  PolicyQueryUser,
  ServerPermissionClient,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { featurePackages, loadFeatures } from './__testUtils__/features';
import {
  entities,
  groups,
  roles,
  table,
} from './__testUtils__/permissionTable';

jest.setTimeout(120_000);

type ResourceType = {
  resourceRef?: { resourceType: string };
  resourceType?: string;
  permissions?: Permission[];
  rules: PermissionRule<any, any, string>[];
  getResources?: (refs: string[]) => Promise<unknown[]>;
};

const registered = new Map<string, Permission>();
const resourceTypes = new Map<string, ResourceType>();
let policy: PermissionPolicy;
let backend: TestBackend;

const remember = (permissions: Permission[] = []) =>
  permissions.forEach(one => registered.set(one.name, one));

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    getUserInfo: async credentials => {
      const { userEntityRef } = credentials.principal as never as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups[userEntityRef]],
      };
    },
  }),
});

beforeAll(async () => {
  backend = await startTestBackend({
    extensionPoints: [
      [policyExtensionPoint, { setPolicy: given => (policy = given) }],
    ],
    features: [
      // The framework's own half would not tell the policy; the app is no more than files; Jest can't
      // load the webhooks, which have no permissions; configuration and server are the test's.
      ...loadFeatures([
        '@backstage/plugin-permission-backend',
        '@backstage/plugin-app-backend',
        '@backstage/plugin-events-backend-module-github',
        './config',
        './http',
      ]),
      catalogServiceMock.factory({ entities }),
      mockServices.permissionsRegistry.mock({
        addPermissions: remember,
        getPermissionRuleset: ref => ({
          getRuleByName: name =>
            resourceTypes
              .get(ref.resourceType)!
              .rules.find(rule => rule.name === name) as never,
        }),
        addResourceType: given => {
          const type = given as ResourceType;
          remember(type.permissions);
          resourceTypes.set(
            type.resourceRef?.resourceType ?? type.resourceType!,
            type,
          );
        },
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          auth: { providers: {} },
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true } as never),
      userInfo,
    ],
  });
});
afterAll(async () => backend.stop());

/** As the permission framework decides: the policy, then its conditions on the plugin's resource. */
async function authorize(
  user: string | undefined,
  permission: Permission,
  resourceRef: string,
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
  const { getResources, rules } = resourceTypes.get(decision.resourceType)!;
  const [resource] = await getResources!([resourceRef]);
  return createConditionAuthorizer(rules)(decision, resource)
    ? AuthorizeResult.ALLOW
    : AuthorizeResult.DENY;
}

it('has a row for every permission that a plugin registers, and for no other', () => {
  const named = new Set(table.map(([permission]) => permission));
  expect([...registered.keys()].sort()).toEqual([...named].sort());
});

it.each(table)('%s %s: %s', async (name, resource, who) => {
  const permission = registered.get(name)!;
  const results = await Promise.all(
    Object.entries(roles).map(async ([role, user]) => [
      role,
      await authorize(user, permission, resource),
    ]),
  );
  const may = (role: string) => who.split(' ').includes(role);
  expect(Object.fromEntries(results)).toEqual(
    Object.fromEntries(
      Object.keys(roles).map(role => [role, may(role) ? 'ALLOW' : 'DENY']),
    ),
  );
});

it('lets the platform team alone read the audit of everything', async () => {
  const audit = registered.get('githubWorkflows.audit.read')!;
  const results = await Promise.all(
    Object.values(roles).map(user => authorize(user, audit, '')),
  );
  // What is conditional is decided for each entity by the table.
  expect(results).toEqual([
    'DENY',
    'DENY',
    'CONDITIONAL',
    'CONDITIONAL',
    'CONDITIONAL',
    'CONDITIONAL',
    'ALLOW',
  ]);
});

it.each(['somebody.elses.permission', 'toString', 'constructor'])(
  'denies everybody what it does not know: %s',
  async name => {
    const permission = createPermission({ name, attributes: {} });
    for (const user of Object.values(roles)) {
      expect(await authorize(user, permission, '')).toBe('DENY');
    }
  },
);

describe('a service', () => {
  const permissions = ServerPermissionClient.fromConfig(
    mockServices.rootConfig({ data: { permission: { enabled: true } } }),
    { auth: mockServices.auth(), discovery: mockServices.discovery() },
  );
  const decide = async (accessRestrictions?: object) => {
    const answers = await permissions.authorizeConditional(
      [...registered.values()].map(permission => ({ permission })) as never,
      {
        credentials: mockCredentials.service('external:ci', accessRestrictions),
      },
    );
    return [...registered.keys()].filter(
      (_name, index) => answers[index].result === 'ALLOW',
    );
  };

  it('of the portal itself may do everything, without asking the policy', async () => {
    expect(await decide()).toEqual([...registered.keys()]);
  });

  it('from outside may do what its key is restricted to', async () => {
    expect(await decide({ permissionNames: ['catalog.entity.read'] })).toEqual([
      'catalog.entity.read',
    ]);
    const reads = await decide({ permissionAttributes: { action: ['read'] } });
    expect(reads).toContain('githubWorkflows.read');
    expect(reads).not.toContain('githubWorkflows.dispatch');
    expect(reads).not.toContain('catalog.entity.delete');
  });
});

it('has this policy, and none that allows everything', () => {
  const policies = featurePackages.filter(name =>
    /permission|policy/.test(name),
  );
  expect(policies).toEqual([
    '@backstage/plugin-permission-backend',
    '@internal/plugin-permission-backend-module-portal-policy',
  ]);
  const { dependencies } = jest.requireActual('../package.json');
  expect(Object.keys(dependencies).join()).not.toContain('allow-all');
});
