/** @jest-environment node */
import { request } from 'node:http';
import { AddressPolicy } from '../../targets/AddressPolicy';
import { type Site, startSite } from '../__testUtils__/startSite';
import { failureOfPage } from './failures';
import type { FilteringProxy } from './FilteringProxy';
import { mainDocumentUrls } from './mainDocumentUrls';
import { openWayOut } from './openWayOut';

// The machine itself has both: here 127.0.0.1 is inside, and 127.0.0.2 stands for the internet.
const INSIDE = '127.0.0.1';
const PUBLIC = '127.0.0.2';

class TwoSides extends AddressPolicy {
  override judge(address: string) {
    return address === PUBLIC
      ? ({ allowed: true, as: 'public' } as const)
      : super.judge(address);
  }
}

describe('the way out of an audit', () => {
  let site: Site;
  let asked: string[];
  let proxies: FilteringProxy[];

  beforeAll(async () => {
    // At the address inside alone.
    site = await startSite(({ url }, response) => {
      asked.push(url ?? '');
      response.end('from inside');
    });
  });
  beforeEach(() => {
    asked = [];
    proxies = [];
  });
  afterEach(() => proxies.forEach(proxy => proxy.close()));
  afterAll(() => site.stop());

  /** @param answers - the addresses of each host, look by look; the last ones stay */
  async function open(answers: Record<string, string[][]>) {
    const lookup = jest.fn(async (name: string) => {
      const [now] =
        answers[name].length > 1 ? answers[name].splice(0, 1) : answers[name];
      return now.map(address => ({ address, family: 4 }));
    });
    const wayOut = await openWayOut(`http://page.example:${site.port}/`, {
      policy: new TwoSides([INSIDE]),
      byteLimit: 1e6,
      onTooMuch: () => {},
      lookup,
    });
    const { proxy } = wayOut;
    proxies.push(proxy);
    const port = await proxy.listen();
    proxy.open();
    const get = async (host: string) =>
      new Promise<number | string | undefined>(resolve => {
        request(
          {
            host: '127.0.0.1',
            port,
            path: `http://${host}:${site.port}/`,
            agent: false,
          },
          response => {
            response.resume();
            resolve(response.statusCode);
          },
        )
          .on('error', ({ message }) => resolve(message))
          .end();
      });
    return { ...wayOut, get, lookup };
  }

  it('does not lead inside for a name that has an address there beside a public one', async () => {
    const {
      inside,
      get,
      proxy: out,
    } = await open({
      'page.example': [[PUBLIC, INSIDE]],
      'intranet.example': [[INSIDE]],
    });

    expect(inside).toBe(false);
    // Nobody listens at the public address, and the other one is not tried.
    await expect(get('page.example')).resolves.toBe('socket hang up');
    expect(
      out.destinations.problemOf(`http://page.example:${site.port}/`),
    ).toMatchObject({ kind: 'unreachable' });
    await expect(get('intranet.example')).resolves.toBe(403);
    await expect(get(INSIDE)).resolves.toBe(403);
    expect(asked).toEqual([]);
  });

  it('leads a page inside to nothing inside by a name that is public too', async () => {
    const { inside, get } = await open({
      'page.example': [[INSIDE]],
      'both.example': [[INSIDE, PUBLIC]],
    });

    expect(inside).toBe(true);
    await expect(get('both.example')).resolves.toBe('socket hang up');
    await expect(get('page.example')).resolves.toBe(200);
    expect(asked).toEqual(['/']);
  });

  it.each([
    ['inside', INSIDE, PUBLIC, 200],
    ['on the internet', PUBLIC, INSIDE, 'socket hang up'],
  ])(
    'keeps a page %s where the first look found it',
    async (_, first, later, answer) => {
      const { inside, get, lookup } = await open({
        'page.example': [[first], [later]],
      });

      expect(inside).toBe(first === INSIDE);
      await expect(get('PAGE.example')).resolves.toBe(answer);
      await expect(get('page.example')).resolves.toBe(answer);
      expect(lookup).toHaveBeenCalledTimes(1);
      expect(asked).toHaveLength(first === INSIDE ? 2 : 0);
    },
  );

  describe('of a page inside', () => {
    const requestedUrl = 'http://page.example/';
    const artifacts = (...urls: string[]) => ({
      DevtoolsLog: urls.map(url => ({
        method: 'Network.requestWillBeSent',
        params: { frameId: 'main', type: 'Document', request: { url } },
      })),
    });

    async function failureAfter(urls: string[], finalDisplayedUrl?: string) {
      const {
        get,
        inside,
        proxy: out,
      } = await open({
        'page.example': [[INSIDE]],
        'other.example': [[INSIDE]],
        'evil.example': [[PUBLIC]],
      });
      await get('page.example');
      await get('other.example');
      await get('evil.example');
      return failureOfPage({
        lhr: { finalDisplayedUrl },
        requestedUrl,
        mainUrls: mainDocumentUrls(artifacts(...urls)),
        inside,
        destinations: out.destinations,
      });
    }
    const refused = {
      type: 'failure',
      failure: {
        code: 'redirect_refused',
        message:
          'The page leads on to evil.example, which is on the internet, and the audited page is inside.',
        remedy: 'Have the page on the internet audited under its own address.',
        retry: false,
      },
    };

    it('has no report when the page ends on the internet, or came through it', async () => {
      const evil = 'https://evil.example/end';
      await expect(failureAfter([requestedUrl, evil])).resolves.toEqual(
        refused,
      );
      await expect(
        failureAfter([requestedUrl, evil, requestedUrl]),
      ).resolves.toEqual(refused);
      await expect(failureAfter([requestedUrl], evil)).resolves.toEqual(
        refused,
      );
    });

    it('has one when only parts of it came from the internet', async () => {
      await expect(
        failureAfter([requestedUrl, 'http://other.example/'], requestedUrl),
      ).resolves.toBeUndefined();
    });
  });
});
