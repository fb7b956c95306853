import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthenticationError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { httpRouter } from './httpRouter';

const PORT = 5499;
const UNKNOWN_KEY = mockCredentials.user.invalidToken();
const refusedByDatabase = () =>
  Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    port: PORT,
  });

const plugin = createBackendPlugin({
  pluginId: 'sample',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.addAuthPolicy({ path: '/open', allow: 'unauthenticated' });
        http.use(async req => {
          if (req.path === '/refused') {
            throw new AuthenticationError('Missing credentials');
          }
          if (req.path === '/missing') {
            throw new NotFoundError('No such thing');
          }
          throw refusedByDatabase();
        });
      },
    });
  },
});

let isDatabaseAway = false;
const database = createServiceFactory({
  service: coreServices.database,
  deps: {},
  factory: () => ({
    getClient: async () =>
      ({
        raw: async () => {
          if (isDatabaseAway) {
            throw refusedByDatabase();
          }
        },
      }) as unknown as Knex,
  }),
});

let backend: Awaited<ReturnType<typeof startTestBackend>>;

beforeAll(async () => {
  backend = await startTestBackend({
    features: [
      plugin,
      httpRouter,
      database,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'pg', connection: { host: 'x', port: PORT } },
          },
        },
      }),
    ],
  });
});
afterEach(() => {
  isDatabaseAway = false;
});
afterAll(async () => backend.stop());

async function get(path: string, authorization?: string) {
  const response = await fetch(
    `http://localhost:${backend.server.port()}/api/sample${path}`,
    { headers: authorization ? { Authorization: authorization } : {} },
  );
  const { error } = await response.json();
  return { status: response.status, error, headers: response.headers };
}

it('says of a plugin that knows nothing of it that the database is away', async () => {
  const { status, error, headers } = await get(
    '/things',
    mockCredentials.user.header(),
  );
  expect(status).toBe(503);
  expect(error).toMatchObject({ code: 'database_unavailable' });
  expect(headers.get('retry-after')).toBe('5');
});

it('leaves the other errors of a plugin as they are', async () => {
  const { status, error } = await get(
    '/missing',
    mockCredentials.user.header(),
  );
  expect(status).toBe(404);
  expect(error).toMatchObject({ message: 'No such thing' });
});

it('lets nobody in without credentials but where the plugin says so', async () => {
  const nobody = mockCredentials.none.header();
  expect((await get('/things', nobody)).status).toBe(401);
  expect((await get('/open', nobody)).status).toBe(503);
});

it('refuses a token that it does not know', async () => {
  const { status } = await get('/things', `Bearer ${UNKNOWN_KEY}`);
  expect(status).toBe(401);
});

it('takes no token for wrong while the database with the keys is away', async () => {
  isDatabaseAway = true;
  const { status, error } = await get('/things', `Bearer ${UNKNOWN_KEY}`);
  expect(status).toBe(503);
  expect(error).toMatchObject({ code: 'database_unavailable' });
});

it('asks the database for nobody without credentials', async () => {
  isDatabaseAway = true;
  expect((await get('/refused')).status).toBe(401);
  const somebody = mockCredentials.user.header();
  expect((await get('/refused', somebody)).status).toBe(503);
});
