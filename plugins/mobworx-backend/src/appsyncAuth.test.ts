import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { readMobworxConfig } from './config';
import {
  StartedPlugin,
  StartOptions,
  startPlugin,
} from './__testUtils__/startPlugin';

// The simulated environments; each test starts the portal beside this one, signing in otherwise.
let upstreams: StartedPlugin;
let portal: StartedPlugin | undefined;
let server: Server | undefined;

beforeAll(async () => {
  upstreams = await startPlugin();
});

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

afterAll(async () => upstreams.stop());

async function start(
  auth: object,
  options: StartOptions & { url?: string } = {},
) {
  portal = await startPlugin({
    beside: upstreams,
    environments: ([{ services, ...staging }]: any[]) => [
      {
        ...staging,
        services: {
          appsync: {
            ...services.appsync,
            auth,
            ...(options.url && { url: options.url }),
          },
        },
      },
    ],
    ...options,
  });
}

async function health() {
  await portal!.look();
  const { body } = await portal!.get('/status');
  return body.environments[0].services.find(
    ({ service }: { service: string }) => service === 'appsync',
  );
}

const query = async (text: string) =>
  (await portal!.post('/environments/staging/appsync/query', { query: text }))
    .body;

const token = (
  mode: 'AMAZON_COGNITO_USER_POOLS' | 'OPENID_CONNECT',
  expiresInSeconds?: number,
) =>
  upstreams.staging.appsync.issueToken({
    mode,
    username: 'noa-berg',
    expiresInSeconds,
  });

it.each([
  ['cognito', 'AMAZON_COGNITO_USER_POOLS', 'noa-berg'],
  ['oidc', 'OPENID_CONNECT', 'noa-berg'],
  ['lambda', 'AWS_LAMBDA', 'max-rivera'],
] as const)('signs in with a token, mode %s', async (mode, name, username) => {
  await start({
    mode,
    token: name === 'AWS_LAMBDA' ? 'simulated-lambda-token' : await token(name),
  });
  expect(await health()).toMatchObject({ status: 'up' });
  expect(await query('{ me { username } }')).toMatchObject({
    data: { me: { username } },
  });
  await portal!.look('infrastructure');
  const { body } = await portal!.get('/environments/staging/appsync');
  expect(body.access.value).toMatchObject({ mode: name });
  // No key is the portal's own now.
  expect(body.access.value.otherKeys).toHaveLength(2);
  expect(body.access.value).not.toHaveProperty('keyExpiresAt');
});

it('signs its requests, mode iam', async () => {
  await start({ mode: 'iam' });
  expect(await health()).toMatchObject({ status: 'up' });
  expect(
    await query('{ user(id: "ü €") { id } rooms { nextToken } }'),
  ).toMatchObject({ data: { user: null } });
  // AppSync lets only IAM and Cognito read that.
  expect(await query('{ rooms { items { owner { email } } } }')).toMatchObject({
    data: { rooms: { items: expect.anything() } },
  });
});

it.each([
  ['an unknown API key', { mode: 'apiKey', key: 'da2-unknown' }, 'auth.key'],
  [
    'an expired API key',
    { mode: 'apiKey', key: 'da2-simulatedstaging0000000002' },
    'auth.key',
  ],
  [
    'a token that the Lambda denies',
    { mode: 'lambda', token: 'simulated-lambda-token-denied' },
    'auth.token',
  ],
  ['a token that is none', { mode: 'oidc', token: 'Bearer x' }, 'auth.token'],
])('says which key of the configuration has %s', async (_what, auth, key) => {
  await start(auth);
  const { status, problem } = await health();
  expect(status).toBe('auth-failed');
  expect(problem.remedy).toContain(
    `mobworx.environments[0].services.appsync.${key}`,
  );
  expect(JSON.stringify(problem)).not.toMatch(/da2-|simulated-lambda|Bearer/);
});

it('says so of a token that has expired', async () => {
  await start({
    mode: 'cognito',
    token: await token('AMAZON_COGNITO_USER_POOLS', -60),
  });
  expect(await health()).toMatchObject({
    status: 'auth-failed',
    problem: { code: 'upstream_credentials_rejected' },
  });
});

it('says so of an AWS key that is wrong, and names where it is', async () => {
  const { accountId, accessKeys } = upstreams.staging.seed.aws;
  const [{ accessKeyId }] = accessKeys;
  await start(
    { mode: 'iam' },
    {
      config: {
        aws: {
          accounts: [{ accountId, accessKeyId, secretAccessKey: 'wrong' }],
        },
      },
    },
  );
  const { status, problem } = await health();
  expect([status, problem.code]).toEqual([
    'auth-failed',
    'upstream_credentials_rejected',
  ]);
  expect(problem.remedy).toContain('aws.accounts');
});

it('is degraded where AppSync lets the credential in and a resolver does not', async () => {
  server = createServer((_req, res) => {
    const error = {
      errorType: 'Unauthorized',
      message: 'Not Authorized to access __typename on type Query',
    };
    res.end(JSON.stringify({ data: null, errors: [error] }));
  });
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await start(
    { mode: 'apiKey', key: 'da2-x' },
    { url: `http://127.0.0.1:${port}/graphql` },
  );
  expect(await health()).toMatchObject({
    status: 'degraded',
    problem: { code: 'upstream_unwell' },
  });
});

it('does not start with the mode iam and no AWS account', () => {
  const environment = {
    id: 'staging',
    tier: 'non-production',
    services: {
      appsync: { url: 'https://a.example/graphql', auth: { mode: 'iam' } },
    },
  };
  const config = mockServices.rootConfig({
    data: { mobworx: { environments: [environment] } },
  });
  expect(() => readMobworxConfig(config)).toThrow(
    'mobworx.environments[0].aws is missing; services.appsync.auth needs it for the mode iam',
  );
});
