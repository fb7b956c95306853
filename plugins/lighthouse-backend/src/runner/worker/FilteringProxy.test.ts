/** @jest-environment node */
import { request } from 'node:http';
import { connect } from 'node:net';
import { AddressPolicy } from '../../targets/AddressPolicy';
import { type Site, startSite } from '../__testUtils__/startSite';
import { FilteringProxy, type FilteringProxyOptions } from './FilteringProxy';

describe('FilteringProxy', () => {
  let site: Site;
  let asked: { url?: string; headers: NodeJS.Dict<string | string[]> }[];
  let proxy: FilteringProxy | undefined;

  beforeAll(async () => {
    site = await startSite(({ url, headers }, response) => {
      asked.push({ url, headers });
      response.writeHead(200, { 'x-own': 'kept', 'keep-alive': 'timeout=9' });
      response.end('x'.repeat(1000));
    });
  });
  beforeEach(() => {
    asked = [];
  });
  afterEach(() => proxy?.close());
  afterAll(() => site.stop());

  function start(options: Partial<FilteringProxyOptions> = {}) {
    proxy = new FilteringProxy({
      policy: new AddressPolicy(['127.0.0.1']),
      publicOnly: false,
      byteLimit: 1e6,
      onTooMuch: () => {},
      lookup: async () => [{ address: '127.0.0.1', family: 4 }],
      ...options,
    });
    proxy.open();
    return proxy.listen();
  }

  async function get(port: number, url: string) {
    return new Promise<{ status?: number; own?: unknown; length: number }>(
      (resolve, reject) => {
        request(
          {
            host: '127.0.0.1',
            port,
            path: url,
            agent: false,
            headers: { host: new URL(url).host, 'proxy-connection': 'close' },
          },
          response => {
            let length = 0;
            response.on('data', (chunk: Buffer) => {
              length += chunk.length;
            });
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode,
                own: response.headers['x-own'],
                length,
              }),
            );
          },
        )
          .on('error', reject)
          .end();
      },
    );
  }

  async function tunnel(port: number, target: string): Promise<string> {
    return new Promise(resolve => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('error', () => {});
      socket.on('close', () => resolve(text));
      socket.on('data', chunk => {
        text += chunk;
        if (/^HTTP\/1\.1 200 .*\r\n\r\n$/.test(text)) {
          socket.write(
            'GET /through HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
          );
        }
      });
      socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
    });
  }

  it('lets nothing through before it is opened', async () => {
    proxy = new FilteringProxy({
      policy: new AddressPolicy(['127.0.0.1']),
      publicOnly: false,
      byteLimit: 1e6,
      onTooMuch: () => {},
    });
    const port = await proxy.listen();
    await expect(get(port, `${site.origin}/`)).resolves.toMatchObject({
      status: 403,
    });
    expect(proxy.destinations.problemOf(site.origin)).toBeUndefined();
    proxy.open();
    await expect(get(port, `${site.origin}/`)).resolves.toMatchObject({
      status: 200,
    });
    expect(asked).toHaveLength(1);
  });

  it('connects to the address that it has judged, whatever the name leads to by then', async () => {
    const lookup = jest
      .fn()
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }])
      .mockResolvedValue([{ address: '169.254.169.254', family: 4 }]);
    const port = await start({ lookup });
    const url = `http://rebinds.example:${site.port}`;

    await expect(get(port, `${url}/one?two`)).resolves.toEqual({
      status: 200,
      own: 'kept',
      length: 1000,
    });
    await expect(
      tunnel(port, `rebinds.example:${site.port}`),
    ).resolves.toContain('x-own: kept');
    expect(asked.map(one => one.url)).toEqual(['/one?two', '/through']);
    expect(asked[0].headers).toMatchObject({
      host: `rebinds.example:${site.port}`,
    });
    expect(asked[0].headers).not.toHaveProperty('proxy-connection');
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['a name that leads inside', 'inner.example', {}],
    ['an address', '169.254.169.254', {}],
    [
      'what is listed, for a page of the internet',
      '127.0.0.1',
      { publicOnly: true },
    ],
  ])('refuses %s', async (_, host, options) => {
    const port = await start({
      lookup: async () => [{ address: '10.0.0.9', family: 4 }],
      ...options,
    });
    await expect(
      get(port, `http://${host}:${site.port}/`),
    ).resolves.toMatchObject({ status: 403, length: 0 });
    await expect(tunnel(port, `${host}:${site.port}`)).resolves.toMatch(
      /^HTTP\/1\.1 403 /,
    );
    expect(
      proxy?.destinations.problemOf(`http://${host}:${site.port}/x`),
    ).toEqual({
      kind: 'refused',
      message: expect.stringContaining(host),
    });
    expect(asked).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'https://127.0.0.1/', 'ftp://127.0.0.1/'])(
    'takes no request for %s',
    async url => {
      const port = await start();
      await expect(get(port, url)).resolves.toMatchObject({ status: 400 });
    },
  );

  it.each(['127.0.0.1', '127.0.0.1:99999', ':80', 'a:b@127.0.0.1:80'])(
    'opens no tunnel to %s',
    async target => {
      const port = await start();
      await expect(tunnel(port, target)).resolves.toMatch(/^HTTP\/1\.1 40\d /);
      expect(asked).toEqual([]);
    },
  );

  it('cuts the connection when there is nothing to pass on, and knows why', async () => {
    const gone = await startSite(() => {});
    await gone.stop();
    const port = await start();
    await expect(get(port, `${gone.origin}/`)).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(proxy?.destinations.problemOf(gone.origin)).toEqual({
      kind: 'unreachable',
      message: `127.0.0.1, port ${gone.port}, can't be reached (ECONNREFUSED).`,
    });
  });

  it('lets no more through than it may', async () => {
    const onTooMuch = jest.fn();
    const port = await start({ byteLimit: 1500, onTooMuch });
    await expect(get(port, `${site.origin}/`)).resolves.toMatchObject({
      length: 1000,
    });
    expect(onTooMuch).not.toHaveBeenCalled();
    await expect(get(port, `${site.origin}/`)).rejects.toThrow();
    await expect(get(port, `${site.origin}/`)).resolves.toMatchObject({
      status: 403,
    });
    expect(onTooMuch).toHaveBeenCalledTimes(1);
    expect(asked).toHaveLength(2);
  });
});
