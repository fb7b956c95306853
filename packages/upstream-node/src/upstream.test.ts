import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
  serializeError,
} from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  codedError,
  createUpstreamFetch,
  createUpstreamGuard,
  isCodedError,
  ReadCache,
  readEntity,
} from './index';

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

describe('createUpstreamGuard', () => {
  const options = { upstream: 'Test', timeoutMs: 2000, retries: 0 };

  it('ends work that goes on too long, also when it ignores its signal', async () => {
    const guard = createUpstreamGuard({ ...options, timeoutMs: 50 });
    const signals: AbortSignal[] = [];
    await expect(
      guard(signal => {
        signals.push(signal);
        return new Promise(() => {});
      }),
    ).rejects.toMatchObject({ failure: 'timeout', mayHaveArrived: true });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("tells a connection that never stood by the system's word, and passes answers on", async () => {
    const guard = createUpstreamGuard(options);
    const refused = Object.assign(new Error('connect 10.0.0.1'), {
      code: 'ECONNREFUSED',
    });
    await expect(guard(() => Promise.reject(refused))).rejects.toMatchObject({
      failure: 'unreachable',
      mayHaveArrived: false,
      message: 'Test: ECONNREFUSED',
    });
    const denied = Object.assign(new Error('no'), { code: 'AccessDenied' });
    await expect(guard(() => Promise.reject(denied))).rejects.toBe(denied);
  });

  it('tries reads again and nothing else; counts trouble towards the pause', async () => {
    const trouble = new Error('throttled');
    const guard = createUpstreamGuard({
      ...options,
      retries: 1,
      pauseAfterFailures: 3,
      isTrouble: error => error === trouble,
    });
    const work = jest.fn(async () => {
      throw trouble;
    });
    await expect(guard(work, { read: true })).rejects.toBe(trouble);
    expect(work).toHaveBeenCalledTimes(2);
    await expect(guard(work)).rejects.toBe(trouble);
    expect(work).toHaveBeenCalledTimes(3);
    await expect(guard(work)).rejects.toMatchObject({
      failure: 'paused',
      pausedAfter: undefined,
    });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('does not begin what the caller has given up already', async () => {
    const work = jest.fn();
    await expect(
      createUpstreamGuard(options)(work, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ failure: 'aborted' });
    expect(work).not.toHaveBeenCalled();
  });
});

describe('ReadCache', () => {
  it('fetches once for many readers and gives the kept value within its time', async () => {
    const load = jest.fn().mockResolvedValue('value');
    const cache = new ReadCache({ max: 10, ttlMs: 1000 });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => cache.read('a', load)),
    );
    await cache.read('a', load);
    expect(load).toHaveBeenCalledTimes(1);
    expect(new Set(answers.map(a => a.value))).toEqual(new Set(['value']));
    cache.forget('a');
    await cache.read('a', load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('answers those who wait for a key that is forgotten meanwhile', async () => {
    const cache = new ReadCache({ max: 10, ttlMs: 1000 });
    let finish = (_value: string) => {};
    const waiting = cache.read(
      'a',
      () =>
        new Promise<string>(resolve => {
          finish = resolve;
        }),
    );
    cache.forget('a');
    finish('value');
    expect((await waiting).value).toBe('value');
  });

  it('gives an old value marked as stale while the upstream is unavailable, then the new one', async () => {
    const cache = new ReadCache({ max: 10, ttlMs: 1, retryMs: 1 });
    const first = await cache.read('a', async () => 'old');
    const later = async () => {
      await new Promise(resolve => setTimeout(resolve, 10));
    };
    await later();
    const stale = await cache.read('a', async () => {
      throw new ServiceUnavailableError('GitHub does not answer');
    });
    expect(stale).toEqual({
      value: 'old',
      fetchedAt: first.fetchedAt,
      stale: true,
      staleReason: 'GitHub does not answer',
    });
    await later();
    expect(await cache.read('a', async () => 'new')).toMatchObject({
      value: 'new',
      stale: false,
    });
  });

  it('passes answers such as "not found" on, and failures when there is nothing older', async () => {
    const cache = new ReadCache({ max: 10, ttlMs: 1 });
    await cache.read('a', async () => 'old');
    await new Promise(resolve => setTimeout(resolve, 10));
    const notFound = async () => {
      throw new NotFoundError('gone');
    };
    await expect(cache.read('a', notFound)).rejects.toThrow('gone');
    const down = async () => {
      throw new ServiceUnavailableError('down');
    };
    await expect(cache.read('b', down)).rejects.toThrow('down');
  });
});

describe('errors and entities', () => {
  it('carries code and remedy to the browser', () => {
    const error = codedError(InputError, {
      code: 'x_invalid',
      message: 'X is wrong.',
      remedy: 'Mend X.',
    });
    expect(isCodedError(error)).toBe(true);
    expect(isCodedError(new InputError('plain'))).toBe(false);
    expect(serializeError(error)).toEqual({
      name: 'InputError',
      code: 'x_invalid',
      message: 'X is wrong.',
      remedy: 'Mend X.',
    });
  });

  it('answers the same for an absent entity and one that the caller cannot see', async () => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'a' },
    };
    const catalog = catalogServiceMock({ entities: [entity] });
    const ref = { kind: 'Component', namespace: 'default', name: 'a' };
    await expect(
      readEntity(catalog, ref, mockCredentials.user()),
    ).resolves.toMatchObject({ kind: 'Component' });
    await expect(
      readEntity(catalog, { ...ref, name: 'b' }, mockCredentials.user()),
    ).rejects.toMatchObject({
      name: 'NotFoundError',
      code: 'entity_not_found',
    });
  });
});
