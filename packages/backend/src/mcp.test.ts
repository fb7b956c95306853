/** What an assistant finds at `/api/mcp-actions/v1`, and that it finds nothing without a person. */
import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import mcpActions from '@backstage/plugin-mcp-actions-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import githubWorkflows from '@internal/plugin-github-workflows-backend';
import createKnex from 'knex';

jest.setTimeout(60_000);

let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  // Backstage's own test database is never closed when it is SQLite, and then the worker hangs.
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  const backend = await startTestBackend({
    features: [
      mcpActions,
      githubWorkflows,
      actionsRegistryServiceFactory,
      actionsServiceFactory,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: { backend: { actions: { pluginSources: ['github-workflows'] } } },
      }),
    ],
  });
  url = `http://localhost:${backend.server.port()}/api/mcp-actions/v1`;
  stop = async () => {
    await backend.stop();
    await knex.destroy();
  };
});
afterAll(async () => stop());

async function call(method: string, params: object, user?: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      Authorization: user
        ? mockCredentials.user.header(user as `user:default/${string}`)
        : mockCredentials.none.header(),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return { status: response.status, text: await response.text() };
}

const SAM = 'user:default/sam-okoro';

it('offers the four actions to a signed-in person, and calls them', async () => {
  const { status, text } = await call('tools/list', {}, SAM);
  expect(status).toBe(200);
  for (const name of [
    'list-workflows',
    'get-workflow-form',
    'run-workflow',
    'get-workflow-run',
  ]) {
    expect(text).toContain(name);
  }
  const [tool] = /[\w.-]*list-workflows/.exec(text)!;
  const called = await call(
    'tools/call',
    { name: tool, arguments: { entityRef: 'component:default/nope' } },
    SAM,
  );
  expect(called.text).toContain(
    'The catalog has no component:default/nope that you can see',
  );
});

it('refuses who is not signed in', async () => {
  expect((await call('tools/list', {})).status).toBe(401);
});
