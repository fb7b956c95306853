import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { drain } from './drain';

const POLL = '/api/events/bus/v1/subscriptions/signals.one/events';

async function startServer() {
  const lifecycle = mockServices.rootLifecycle.mock();
  const server = http.createServer((req, res) => {
    if (req.url === POLL) {
      res.flushHeaders();
    } else if (!req.headers.upgrade) {
      res.end('{}');
    }
  });
  drain({ server, lifecycle });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const run = (hooks: jest.Mock) => {
    hooks.mock.calls.forEach(([hook]) => hook());
  };
  return {
    server,
    beginShutdown: () => run(lifecycle.addBeforeShutdownHook as jest.Mock),
    shutDown: () => run(lifecycle.addShutdownHook as jest.Mock),
    get: (path: string, agent: http.Agent, headers = {}) =>
      new Promise<http.IncomingMessage>((resolve, reject) => {
        http
          .get({ host: '127.0.0.1', port, path, agent, headers }, resolve)
          .on('error', reject);
      }),
  };
}

it('ends each connection with its answer from the moment it is not ready any more', async () => {
  const { server, beginShutdown, get } = await startServer();
  const agent = new http.Agent({ keepAlive: true });
  const connectionOf = async () => {
    const response = await get('/', agent);
    response.resume();
    await new Promise(resolve => {
      response.once('end', resolve);
    });
    return response.headers.connection;
  };
  expect(await connectionOf()).toBe('keep-alive');
  beginShutdown();
  expect(await connectionOf()).toBe('close');
  agent.destroy();
  await new Promise(resolve => {
    server.close(resolve);
  });
});

it('does not wait for those who only wait for events', async () => {
  const { server, beginShutdown, shutDown, get } = await startServer();
  const agent = new http.Agent();
  const poll = await get(POLL, agent);
  const cut = new Promise(resolve => {
    poll.once('error', resolve);
  });
  poll.resume();
  beginShutdown();
  const closed = new Promise(resolve => {
    server.close(resolve);
  });
  shutDown();
  await closed;
  expect(await cut).toMatchObject({ code: 'ECONNRESET' });
});

it('does not wait for a WebSocket that nobody has answered', async () => {
  const { server, shutDown, get } = await startServer();
  const asked = new Promise(resolve => {
    server.once('request', resolve);
  });
  const cut = get('/api/signals', new http.Agent(), {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
  }).catch(error => error);
  await asked;
  const lastResort = jest.spyOn(server, 'closeAllConnections');
  const closed = new Promise(resolve => {
    server.close(resolve);
  });
  shutDown();
  await closed;
  expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  expect(lastResort).not.toHaveBeenCalled();
});
