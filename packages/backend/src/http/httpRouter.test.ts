import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { httpRouter } from './httpRouter';

const PORT = 5499;

const plugin = createBackendPlugin({
  pluginId: 'sample',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.addAuthPolicy({ path: '/open', allow: 'unauthenticated' });
        http.use(async req => {
          if (req.path === '/missing') {
            throw new NotFoundError('No such thing');
          }
          throw Object.assign(new Error('connect ECONNREFUSED'), {
            code: 'ECONNREFUSED',
            port: PORT,
          });
        });
      },
    });
  },
});

let backend: Awaited<ReturnType<typeof startTestBackend>>;

beforeAll(async () => {
  backend = await startTestBackend({
    features: [
      plugin,
      httpRouter,
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
afterAll(async () => backend.stop());

async function get(path: string, authorization: string) {
  const response = await fetch(
    `http://localhost:${backend.server.port()}/api/sample${path}`,
    { headers: { Authorization: authorization } },
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
