import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { studioResponseSchema } from '@internal/plugin-mobworx-common';
import type { ServiceFault } from '@internal/simulators';
import { refusal } from '@internal/upstream-node/testUtils';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';

let portal: StartedPlugin;
let server: Server | undefined;

beforeAll(async () => {
  portal = await startPlugin({ poll: { timeout: { seconds: 5 } } });
});

afterEach(() => {
  portal.deny();
  portal.staging.studio.service.reset();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

afterAll(async () => portal.stop());

const KEY = 'hush-5d41-402a';

async function read(environment = 'staging') {
  const { body } = await portal.get(`/environments/${environment}/studio`);
  return studioResponseSchema.parse(body).sessions;
}

describe('the list of sessions', () => {
  it('shows the sessions, and what was seen before while Studio is gone', async () => {
    await portal.look('details');
    const before = await read();
    expect(before.value?.map(({ id, state }) => [id, state])).toEqual([
      ['session-rehearsal', 'live'],
      ['session-yesterday', 'failed'],
    ]);
    await portal.staging.studio.service.stop();
    await portal.look('details');
    await portal.staging.studio.service.start();
    expect(await read()).toMatchObject({
      value: before.value,
      problem: { code: 'upstream_unreachable' },
    });
    expect((await read('production')).problem).toBeUndefined();
  });

  it.each<[string, ServiceFault]>([
    ['upstream_timeout', { kind: 'hang' }],
    ['upstream_unavailable', { kind: 'status', status: 500 }],
    [
      'upstream_rate_limited',
      { kind: 'status', status: 429, headers: { 'Retry-After': '0' } },
    ],
    ['upstream_unexpected_answer', { kind: 'html', status: 200 }],
    ['upstream_unexpected_answer', { kind: 'status', status: 200 }],
    ['upstream_answer_truncated', { kind: 'truncated' }],
    ['upstream_answer_too_large', { kind: 'huge', bytes: 3_000_000 }],
    ['upstream_credentials_rejected', { kind: 'bad_credential' }],
  ])('says %s when Studio fails', async (code, fault) => {
    portal.staging.studio.service.faults.add({ path: '/v1', fault });
    await portal.look('details');
    expect((await read()).problem?.code).toBe(code);
  });

  it('keeps keys of streams to itself, should Studio ever give them', async () => {
    const session = {
      id: 's-1',
      roomId: 'r',
      layout: 'grid',
      destinations: [`rtmp://live.example/app/${KEY}?token=${KEY}`, KEY],
      state: 'melting',
      startedAt: '2026-11-22T09:00:00+01:00',
      cpu: 7.5,
    };
    server = createServer((_req, res) => {
      res.end(JSON.stringify({ data: Array(600).fill(session) }));
    });
    await new Promise<void>(done => server!.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const other = await startPlugin({
      beside: portal,
      environments: ([staging]) => [
        {
          ...staging,
          id: 'telling',
          services: { studio: { url: `http://127.0.0.1:${port}` } },
        },
      ],
    });
    await other.look('details');
    const { body } = await other.get('/environments/telling/studio');
    await other.stop();
    const { value } = studioResponseSchema.parse(body).sessions;
    expect(value).toHaveLength(500);
    expect(value![0]).toEqual({
      ...session,
      destinations: ['rtmp://live.example/app/****', '****'],
      state: 'unknown',
      startedAt: '2026-11-22T08:00:00.000Z',
    });
    expect(JSON.stringify(await portal.knex('snapshots'))).not.toContain(KEY);
  });

  it('is closed to others, and where there is no Studio', async () => {
    expect(refusal(await portal.get('/environments/nowhere/studio'))).toEqual([
      404,
      'environment_unknown',
    ]);
    portal.deny('mobworx.status.read');
    expect(refusal(await portal.get('/environments/staging/studio'))).toEqual([
      403,
      'not_permitted',
    ]);
  });
});
