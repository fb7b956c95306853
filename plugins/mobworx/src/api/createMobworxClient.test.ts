import {
  makeEnvironments,
  makeHistory,
  makeStatus,
  makeStored,
  NOW,
} from '../testHelpers/builders';
import { createMobworxClient } from './createMobworxClient';
import type { MobworxApi } from './MobworxApi';

const session = {
  id: 's1',
  roomId: 'r1',
  layout: 'grid',
  destinations: ['rtmp://a.example/live'],
  state: 'starting',
  startedAt: NOW,
  cpu: 0,
} as const;

const start = {
  confirmEnvironment: 'staging',
  idempotencyKey: 'b1946ac9-2492-4d23-a4c7-0d5a6b7b6f4e',
  roomId: 'r1',
  layout: 'grid' as const,
  destinations: ['rtmp://a.example/live/key'],
};

function makeClient(answer: unknown, status = 200) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => ({
    ok: status < 400,
    status,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => answer,
    text: async () => JSON.stringify(answer),
  }));
  return {
    fetch,
    client: createMobworxClient({ fetchApi: { fetch: fetch as never } }),
  };
}

describe('createMobworxClient', () => {
  it.each<[string, unknown, (client: MobworxApi) => Promise<unknown>]>([
    ['/environments', makeEnvironments(), c => c.getEnvironments()],
    ['/status', makeStatus(), c => c.getStatus()],
    [
      '/environments/staging/services/stream/history?window=7d',
      makeHistory({ window: '7d' }),
      c => c.getHistory('staging', 'stream', '7d'),
    ],
    [
      '/deployments?service=studio',
      { service: 'studio', environments: [] },
      c => c.getDeployments('studio'),
    ],
    [
      '/environments/staging/appsync',
      { access: {}, schema: {} },
      c => c.getAppsync('staging'),
    ],
    [
      '/appsync/schema-drift?from=staging&to=production',
      { from: 'staging', to: 'production', changes: [] },
      c => c.getSchemaDrift('staging', 'production'),
    ],
    [
      '/environments/staging/stream',
      { rooms: {}, munits: {}, events: {}, signaling: {} },
      c => c.getStream('staging'),
    ],
    [
      '/environments/staging/stream/rooms/room%3A1/participants',
      { roomId: 'room:1', participants: makeStored([]), full: false },
      c => c.getParticipants('staging', 'room:1'),
    ],
    ['/environments/a%2Fb/studio', { sessions: {} }, c => c.getStudio('a/b')],
    [
      '/environments/staging/infrastructure',
      {
        bus: {},
        aurora: {},
        proxy: {},
        flyway: {},
        stacks: {},
        migrationGaps: [],
      },
      c => c.getInfrastructure('staging'),
    ],
  ])('reads %s', async (path, answer, read) => {
    const { client, fetch } = makeClient(answer);
    await expect(read(client)).resolves.toEqual(answer);
    expect(fetch).toHaveBeenCalledWith(`plugin://mobworx${path}`, undefined);
  });

  it.each<[string, unknown, object, (client: MobworxApi) => Promise<unknown>]>([
    [
      '/environments/staging/appsync/query',
      { data: {}, durationMs: 1 },
      { query: '{ __typename }' },
      c => c.sendQuery('staging', { query: '{ __typename }' }),
    ],
    [
      '/environments/staging/studio/sessions',
      { session },
      start,
      c => c.startSession('staging', start),
    ],
  ])('posts to %s', async (path, answer, request, post) => {
    const { client, fetch } = makeClient(answer);
    await expect(post(client)).resolves.toEqual(answer);
    const [url, init] = fetch.mock.calls[0];
    expect(url).toBe(`plugin://mobworx${path}`);
    expect(init).toMatchObject({ method: 'POST' });
    expect(JSON.parse(String(init!.body))).toEqual(request);
  });

  it('passes a refusal on, with its code', async () => {
    const { client } = makeClient(
      {
        error: {
          name: 'NotAllowedError',
          message: 'No.',
          code: 'not_permitted',
        },
        response: { statusCode: 403 },
      },
      403,
    );
    await expect(client.getStatus()).rejects.toMatchObject({
      statusCode: 403,
      cause: { code: 'not_permitted' },
    });
  });

  it.each([
    ['nothing of the kind', {}],
    ['a status that there isn’t', { at: NOW, environments: [{ id: 'x' }] }],
    ['more than the contract has', { ...makeStatus(), secret: 'x' }],
  ])('refuses an answer with %s', async (_, answer) => {
    const { client } = makeClient(answer);
    await expect(client.getStatus()).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});
