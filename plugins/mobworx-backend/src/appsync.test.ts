import {
  AppsyncResponse,
  appsyncResponseSchema,
  SchemaDriftResponse,
  schemaDriftResponseSchema,
} from '@internal/plugin-mobworx-common';
import type { ServiceFault } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { buildAppsyncSchema } from './appsync/sdl';
import {
  StartedPlugin,
  StartOptions,
  startPlugin,
} from './__testUtils__/startPlugin';

let portal: StartedPlugin;

afterEach(async () => portal.stop());

const start = async (options: StartOptions = {}) => {
  portal = await startPlugin({
    poll: { timeout: { seconds: 2 } },
    ...options,
  });
};

const look = () =>
  Promise.all([portal.look('infrastructure'), portal.look('schema')]);

async function read(environment: string): Promise<AppsyncResponse> {
  const { body } = await portal.get(`/environments/${environment}/appsync`);
  return appsyncResponseSchema.parse(body);
}

async function drift(query = ''): Promise<SchemaDriftResponse> {
  const { body } = await portal.get(`/appsync/schema-drift${query}`);
  return schemaDriftResponseSchema.parse(body);
}

/** Changes what is configured of AppSync, in all environments. */
const configured =
  (change: object): StartOptions['environments'] =>
  simulated =>
    simulated.map(({ services, ...rest }: any) => ({
      ...rest,
      services: { appsync: { ...services.appsync, ...change } },
    }));

it('shows how the portal signs in and the schema with its directives, and no key anywhere', async () => {
  await start();
  expect(await read('staging')).toEqual({ access: {}, schema: {} });
  await look();
  const { access, schema } = await read('staging');
  expect(access.value).toEqual({
    mode: 'API_KEY',
    modes: [
      'API_KEY',
      'AWS_IAM',
      'AMAZON_COGNITO_USER_POOLS',
      'OPENID_CONNECT',
      'AWS_LAMBDA',
    ],
    keyExpiresAt: expect.any(String),
    otherKeys: [
      {
        description: 'Left over from the last release',
        expiresAt: expect.any(String),
      },
    ],
    introspection: 'enabled',
  });
  const days = (moment: string) =>
    (Date.parse(moment) - portal.staging.clock.now()) / 86_400_000;
  expect(days(access.value!.keyExpiresAt!)).toBeCloseTo(12, 0);
  expect(days(access.value!.otherKeys[0].expiresAt)).toBeCloseTo(-3, 0);
  expect(schema.value).toMatchObject({
    source: 'control-plane',
    types: 11,
    operations: { queries: 5, mutations: 3, subscriptions: 3 },
    sdl: expect.stringContaining('@aws_cognito_user_pools'),
  });
  expect(schema.value!.sdl).not.toMatch(/^(scalar AWS|directive @aws)/m);
  expect(buildAppsyncSchema(schema.value!.sdl).getType('Clip')).toBeDefined();
  // Introspection is off there, and the control plane knows the schema all the same.
  const production = await read('production');
  expect(production.access.value?.introspection).toBe('disabled');
  expect(production.schema.value?.source).toBe('control-plane');
  expect(JSON.stringify(await portal.knex('snapshots'))).not.toMatch(/da2-/);
});

it('knows less where there is no control plane, and says why', async () => {
  await start({ environments: configured({ apiId: undefined }) });
  await look();
  const staging = await read('staging');
  expect(staging.access.value).toEqual({
    mode: 'API_KEY',
    modes: [],
    otherKeys: [],
    introspection: 'enabled',
  });
  expect(staging.schema.value).toMatchObject({
    source: 'introspection',
    types: 11,
    sdl: expect.not.stringContaining('@aws_'),
  });
  const { access, schema } = await read('production');
  expect(access.value).toMatchObject({ introspection: 'disabled' });
  expect(schema).toMatchObject({
    problem: {
      code: 'upstream_forbidden',
      message: expect.stringMatching(/introspection is off/),
      remedy: expect.stringMatching(/apiId/),
    },
  });
  expect(schema.value).toBeUndefined();
  expect(await drift()).toEqual({
    from: 'staging',
    to: 'production',
    reason: expect.stringMatching(/^The schema of Production is not known\./),
  });
});

it('takes the sources of the schema in the configured order', async () => {
  await start({
    environments: configured({ schemaFrom: ['introspection'] }),
  });
  await portal.look('schema');
  expect((await read('staging')).schema.value?.source).toBe('introspection');
  expect((await read('production')).schema.value).toBeUndefined();
});

it('knows the rest where it may not read the keys, and says so of them alone', async () => {
  await start();
  portal.staging.aws.service.faults.add({
    path: '/apikeys',
    fault: {
      kind: 'status',
      status: 403,
      headers: { 'x-amzn-ErrorType': 'AccessDeniedException' },
    },
  });
  await look();
  const { access } = await read('staging');
  expect(access.problem).toBeUndefined();
  expect(access.value).toMatchObject({
    modes: expect.arrayContaining(['API_KEY']),
    introspection: 'enabled',
    otherKeys: [],
    keysProblem: {
      code: 'upstream_forbidden',
      remedy: expect.stringContaining('appsync:ListApiKeys'),
    },
  });
  expect(access.value).not.toHaveProperty('keyExpiresAt');
  // What fails for another reason leaves what was seen of the keys.
  portal.staging.aws.service.faults.clear();
  await look();
  const before = (await read('staging')).access.value;
  expect(before).toHaveProperty('keyExpiresAt');
  portal.staging.aws.service.faults.add({
    path: '/apikeys',
    fault: { kind: 'status', status: 500 },
  });
  await look();
  expect((await read('staging')).access).toMatchObject({
    value: before,
    problem: { code: 'upstream_unavailable' },
  });
});

it('takes the next source when one fails', async () => {
  await start();
  await portal.staging.aws.service.stop();
  await look();
  const { access, schema } = await read('staging');
  expect(access.problem?.code).toBe('upstream_unreachable');
  expect(schema.value?.source).toBe('introspection');
  // The other environment goes on as ever.
  const production = await read('production');
  expect(production.access.problem).toBeUndefined();
  expect(production.schema.value?.source).toBe('control-plane');
});

it.each<[string, ServiceFault]>([
  ['upstream_timeout', { kind: 'hang' }],
  ['upstream_unreachable', { kind: 'refuse' }],
  ['upstream_unavailable', { kind: 'status', status: 500 }],
  ['upstream_rate_limited', { kind: 'status', status: 429 }],
  ['upstream_unexpected_answer', { kind: 'html', status: 200 }],
  ['upstream_answer_truncated', { kind: 'truncated' }],
  ['upstream_answer_too_large', { kind: 'huge', bytes: 3_000_000 }],
  ['upstream_credentials_rejected', { kind: 'bad_credential' }],
])('keeps what was seen and says %s when it fails', async (code, fault) => {
  await start({ environments: configured({ schemaFrom: ['introspection'] }) });
  await portal.look('schema');
  const before = (await read('staging')).schema;
  portal.staging.appsync.service.faults.add({ path: '', fault });
  await portal.look('schema');
  const { schema } = await read('staging');
  expect(schema).toEqual({
    ...before,
    checkedAt: expect.any(String),
    problem: expect.objectContaining({ code }),
  });
});

it('tells what a client of one environment meets when it gets the schema of the other', async () => {
  await start();
  await portal.look('schema');
  const { changes, takenAt } = await drift();
  expect(takenAt).toBeDefined();
  expect(
    changes!.map(({ severity, type, path }) => [severity, type, path]),
  ).toEqual([
    ['breaking', 'FIELD_REMOVED', 'Room.ownerId'],
    ['breaking', 'REQUIRED_ARG_ADDED', 'Mutation.sendMessage'],
    ['dangerous', 'VALUE_ADDED_TO_ENUM', 'RoomState'],
    ['dangerous', 'OPTIONAL_ARG_ADDED', 'Query.rooms'],
    ['safe', 'FIELD_ADDED', 'Room.owner'],
    ['safe', 'TYPE_ADDED', 'Clip'],
    ['safe', 'FIELD_ADDED', 'Query.clips'],
  ]);
  const back = await drift('?from=production&to=staging');
  expect(back.changes).toContainEqual({
    severity: 'breaking',
    type: 'FIELD_REMOVED',
    description: 'Room.owner was removed.',
    path: 'Room.owner',
  });
  expect((await drift('?from=staging&to=staging')).changes).toEqual([]);
  // One of the snapshots is another now.
  await portal
    .knex('snapshots')
    .where({ environment: 'staging', subject: 'schema' })
    .update({
      content: JSON.stringify({
        ...(await read('production')).schema.value,
      }),
    });
  expect((await drift()).changes).toEqual([]);
});

it('tells of another default mode of the API as of a change for its clients', async () => {
  await start();
  await look();
  const changes = (await drift()).changes!;
  const access = (await read('staging')).access.value!;
  await portal
    .knex('snapshots')
    .where({ environment: 'staging', subject: 'access' })
    .update({
      content: JSON.stringify({
        ...access,
        modes: ['AWS_IAM', 'API_KEY'],
      }),
    });
  expect((await drift()).changes).toHaveLength(changes.length + 1);
  // Everything of this schema has a directive of its own.
  expect((await drift()).changes).toContainEqual({
    severity: 'safe',
    type: 'DEFAULT_AUTH_MODE_CHANGED',
    description:
      'What has no directive of its own is read with AWS_IAM, and no more with API_KEY.',
  });
});

it('knows no schema of an environment that is not there, or has no AppSync', async () => {
  await start({
    environments: ([staging]) => [
      staging,
      { id: 'bare', tier: 'non-production' },
    ],
  });
  for (const [path, code] of [
    ['/environments/nowhere/appsync', 'environment_unknown'],
    ['/environments/bare/appsync', 'service_not_configured'],
    ['/appsync/schema-drift', 'environment_unknown'],
    ['/appsync/schema-drift?to=bare', 'service_not_configured'],
  ]) {
    expect(refusal(await portal.get(path))).toEqual([404, code]);
  }
  portal.deny('mobworx.status.read');
  for (const path of [
    '/environments/staging/appsync',
    '/appsync/schema-drift?to=staging',
  ]) {
    expect(refusal(await portal.get(path))).toEqual([403, 'not_permitted']);
  }
});
