import { request } from 'node:http';
import { WebSocket } from 'ws';
import { environments, postJson } from '../__testUtils__/environment';
import { RealClock } from '../clock';
import type { ServiceFault } from './faults';

const start = environments();
const headers = { 'x-api-key': 'da2-simulatedstaging0000000001' };

async function startOne() {
  const environment = await start();
  const { service, graphqlUrl, realtimeUrl } = environment.appsync;
  const call = () =>
    fetch(graphqlUrl, {
      method: 'POST',
      headers,
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(500),
    });
  /** The status of the handshake; 0 when the connection was cut, 101 when it succeeded. */
  const handshake = () =>
    new Promise<number>(resolve => {
      const socket = new WebSocket(realtimeUrl, ['graphql-ws'], {
        handshakeTimeout: 500,
      });
      socket.once('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.once('unexpected-response', (_, response) => {
        resolve(response.statusCode!);
        socket.terminate();
      });
      socket.on('error', () => resolve(0));
    });
  const control = (path: string, body: unknown = {}) =>
    postJson(`${service.url}/_simulator${path}`, body);
  return { environment, service, call, handshake, control };
}

describe('a fault', () => {
  it.each<[ServiceFault, number, number, object?]>([
    [{ kind: 'latency', ms: 5 }, 200, 101],
    [{ kind: 'hang' }, 0, 0],
    [{ kind: 'refuse' }, 0, 0],
    [{ kind: 'truncated' }, 0, 0],
    [
      { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
      429,
      429,
      { retryAfter: '7' },
    ],
    [{ kind: 'html' }, 503, 503],
    [{ kind: 'html', status: 200 }, 200, 200],
    [{ kind: 'huge', bytes: 200_000 }, 200, 200, { length: 200_000 }],
    // Refused after the handshake, as AppSync does.
    [{ kind: 'bad_credential' }, 401, 101],
  ])(
    'hits requests and handshakes: %j',
    async (fault, status, handshaken, more = {}) => {
      const { service, call, handshake, control } = await startOne();
      expect((await control('/faults', { fault })).status).toBe(204);
      const answered = await call()
        .then(async response => ({
          status: response.status,
          length: (await response.text()).length,
          retryAfter: response.headers.get('retry-after'),
        }))
        .catch(() => ({ status: 0 }));
      expect(answered).toMatchObject({ status, ...more });
      expect(await handshake()).toBe(handshaken);
      const cleared = await fetch(`${service.url}/_simulator/faults`, {
        method: 'DELETE',
      });
      expect(cleared.status).toBe(204);
      expect((await call()).status).toBe(200);
    },
  );

  it('hits only what it is meant for, and only so often', async () => {
    const { service, call, handshake, control } = await startOne();
    const fault = { kind: 'status', status: 500 };
    await control('/faults', {
      method: 'POST',
      path: '/graphql',
      times: 1,
      fault,
    });
    expect(await handshake()).toBe(101);
    expect(
      await (await fetch(`${service.url}/_simulator/faults`)).json(),
    ).toEqual({
      faults: [{ method: 'POST', path: '/graphql', times: 1, fault }],
    });
    expect((await call()).status).toBe(500);
    expect((await call()).status).toBe(200);
  });

  it.each([
    [{}],
    [{ fault: { kind: 'gremlin' } }],
    [{ fault: { kind: 'latency', ms: -1 } }],
    [{ fault: { kind: 'hang' }, times: 0 }],
    [{ fault: { kind: 'hang' }, extra: 1 }],
  ])('that makes no sense is a 400: %j', async rule => {
    const { control } = await startOne();
    const { status, body } = await control('/faults', rule);
    expect(status).toBe(400);
    expect(body.message).toContain('✖');
  });
});

describe('a service', () => {
  it('says what it is, what it was asked, and goes back to its seed', async () => {
    const { service, environment, call, handshake, control } = await startOne();
    await call();
    await handshake();
    const about = await (await fetch(`${service.url}/_simulator`)).json();
    expect(about).toMatchObject({ service: 'appsync', environment: 'staging' });
    const record = await (
      await fetch(`${service.url}/_simulator/record`)
    ).json();
    expect(record.requests).toEqual([
      { method: 'POST', path: '/graphql', status: 200 },
      { method: 'WEBSOCKET', path: '/graphql/realtime', status: 101 },
    ]);
    environment.appsync.setIntrospection('DISABLED');
    expect((await control('/reset')).status).toBe(204);
    expect(environment.appsync.control.describe().introspectionConfig).toBe(
      'ENABLED',
    );
    expect(service.requests()).toEqual([]);
  });

  it('can be killed and revived on its port', async () => {
    const { service, call } = await startOne();
    await service.stop();
    await expect(call()).rejects.toThrow('fetch failed');
    await service.start();
    expect((await call()).status).toBe(200);
  });

  it('cuts its connections when asked to', async () => {
    const { environment, control } = await startOne();
    const header = btoa(JSON.stringify(headers));
    const socket = new WebSocket(
      `${environment.appsync.realtimeUrl}?header=${header}&payload=e30=`,
      ['graphql-ws'],
    );
    await new Promise(resolve => socket.once('open', resolve));
    const closed = new Promise(resolve => socket.once('close', resolve));
    await control('/disconnect').catch(() => {});
    expect(await closed).toBeGreaterThan(1000);
  });

  it('moves its clock when it is a manual one', async () => {
    const { environment, control } = await startOne();
    const before = environment.clock.now();
    expect((await control('/clock/advance', { ms: 1000 })).status).toBe(200);
    expect(environment.clock.now() - before).toBe(1000);
    expect((await control('/clock/advance', { ms: 'x' })).status).toBe(400);
    const real = await start({ clock: new RealClock() as never });
    const { status, body } = await postJson(
      `${real.appsync.service.url}/_simulator/clock/advance`,
      { ms: 1 },
    );
    expect([status, body.message]).toEqual([
      400,
      expect.stringContaining('SIMULATED_CLOCK=manual'),
    ]);
  });

  it('lets browsers of other origins in, but not to its switches', async () => {
    const { service } = await startOne();
    const preflight = await fetch(`${service.url}/graphql`, {
      method: 'OPTIONS',
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    const switches = await fetch(`${service.url}/_simulator`);
    expect(switches.headers.get('access-control-allow-origin')).toBeNull();
    const rebound = await new Promise(resolve => {
      request(
        `${service.url}/_simulator`,
        { headers: { host: 'evil.example' } },
        response => resolve(response.resume().statusCode),
      ).end();
    });
    expect(rebound).toBe(403);
  });

  it('has no other switch and no other route', async () => {
    const { service, control } = await startOne();
    expect((await control('/nothing')).status).toBe(404);
    const elsewhere = await fetch(`${service.url}/nothing`);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      404,
      { message: 'Not Found' },
    ]);
  });

  it('takes a port that is free, and says so of one that is not', async () => {
    const { environment, service } = await startOne();
    const { port } = new URL(service.url);
    await expect(
      start({ ports: { appsync: Number(port) } }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(environment.services()).toContain(service);
  });
});
