import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createUpstreamFetch } from './createUpstreamFetch';

const open: Server[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise(resolve => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('createUpstreamFetch', () => {
  it('repeats a read once after 503, and gives the second answer', async () => {
    let calls = 0;
    const url = await serve((_req, res) => {
      calls += 1;
      res.writeHead(calls === 1 ? 503 : 200).end('body');
    });
    const response = await createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 2000,
    })(url);
    expect(response.status).toBe(200);
    expect(calls).toBe(2);
  });

  it('never repeats a write, whatever happens to it', async () => {
    let calls = 0;
    const url = await serve((_req, res) => {
      calls += 1;
      if (calls === 1) res.writeHead(503).end('down');
      else res.destroy();
    });
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 2000,
      retries: 3,
    });
    expect((await upstreamFetch(url, { method: 'POST' })).status).toBe(503);
    await expect(upstreamFetch(url, { method: 'POST' })).rejects.toMatchObject({
      name: 'UpstreamError',
      failure: 'unreachable',
    });
    expect(calls).toBe(2);
  });

  it('gives up after its time limit, also while it reads the body', async () => {
    const hanging = await serve(() => {});
    const slow = await serve((_req, res) => res.write('begin'));
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 100,
      maxBodyBytes: 1000,
    });
    await expect(upstreamFetch(hanging)).rejects.toMatchObject({
      failure: 'timeout',
    });
    await expect(upstreamFetch(slow)).rejects.toMatchObject({
      failure: 'timeout',
    });
  });

  it('lets a body that streams take its time, until the caller gives it up', async () => {
    let end = () => {};
    const slow = await serve((_req, res) => {
      res.write('begin');
      end = () => res.end(' and end');
    });
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 100,
    });
    const response = await upstreamFetch(slow);
    setTimeout(() => end(), 200);
    expect(await response.text()).toBe('begin and end');
    const controller = new AbortController();
    const given = await upstreamFetch(slow, { signal: controller.signal });
    controller.abort();
    await expect(given.text()).rejects.toThrow();
  });

  it('reads the body as a part of the call, within a limit', async () => {
    const cut = await serve((_req, res) => {
      res.writeHead(200, { 'content-length': '100' }).write('begin');
      setTimeout(() => res.destroy(), 20);
    });
    const long = await serve((_req, res) => res.end('x'.repeat(2000)));
    const fine = await serve((req, res) =>
      req.method === 'DELETE' ? res.writeHead(204).end() : res.end('fine'),
    );
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 2000,
      retries: 0,
      maxBodyBytes: 1000,
    });
    await expect(upstreamFetch(cut)).rejects.toMatchObject({
      failure: 'truncated',
    });
    await expect(upstreamFetch(long)).rejects.toMatchObject({
      failure: 'too-large',
    });
    expect(await (await upstreamFetch(fine)).text()).toBe('fine');
    expect((await upstreamFetch(fine, { method: 'DELETE' })).status).toBe(204);
  });

  it('tells a caller who left from an upstream that is slow', async () => {
    const hanging = await serve(() => {});
    const controller = new AbortController();
    const answer = createUpstreamFetch({ upstream: 'Test', timeoutMs: 5000 })(
      hanging,
      { signal: controller.signal },
    );
    controller.abort();
    await expect(answer).rejects.toMatchObject({ failure: 'aborted' });
  });

  it('leaves an upstream alone after repeated failure, and asks again after the pause', async () => {
    let calls = 0;
    let healthy = false;
    const url = await serve((_req, res) => {
      calls += 1;
      if (healthy) res.end('ok');
      else res.destroy();
    });
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 1000,
      retries: 0,
      pauseAfterFailures: 2,
      pauseMs: 150,
    });
    await expect(upstreamFetch(url)).rejects.toMatchObject({
      failure: 'unreachable',
    });
    await expect(upstreamFetch(url)).rejects.toMatchObject({
      failure: 'unreachable',
    });
    await expect(upstreamFetch(url)).rejects.toMatchObject({
      failure: 'paused',
      pausedAfter: 'unreachable',
    });
    expect(calls).toBe(2);
    healthy = true;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(await (await upstreamFetch(url)).text()).toBe('ok');
  });

  it('tells which answer led to the pause', async () => {
    const url = await serve((_req, res) => res.writeHead(504).end());
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 1000,
      retries: 0,
      pauseAfterFailures: 1,
    });
    expect((await upstreamFetch(url)).status).toBe(504);
    await expect(upstreamFetch(url)).rejects.toMatchObject({
      failure: 'paused',
      pausedAfter: 504,
    });
  });

  it('refuses what its line has no room for', async () => {
    const hanging = await serve(() => {});
    const upstreamFetch = createUpstreamFetch({
      upstream: 'Test',
      timeoutMs: 200,
      concurrency: 1,
      queue: 1,
    });
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() => upstreamFetch(hanging)),
    );
    expect(
      answers.map(a => a.status === 'rejected' && a.reason.failure),
    ).toEqual(['timeout', 'timeout', 'overloaded']);
  });
});
