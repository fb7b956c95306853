import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheServiceFactory } from '@backstage/backend-defaults/cache';
import type { CacheService } from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
  TestCaches,
} from '@backstage/backend-test-utils';
import { parse } from 'yaml';

const caches = TestCaches.create({ ids: ['MEMORY', 'REDIS_7'] });

const production = parse(
  readFileSync(
    path.resolve(__dirname, '../../../app-config.production.yaml'),
    'utf8',
  ),
);

// The framework never closes its connections, and then the worker hangs.
const { default: KeyvRedis } = createRequire(
  require.resolve('@backstage/backend-defaults/package.json'),
)('@keyv/redis');
const connected = jest.spyOn(KeyvRedis.prototype, 'getClient');
afterAll(() =>
  Promise.all(
    [...new Set(connected.mock.contexts as any[])].map(store =>
      store.disconnect(),
    ),
  ),
);

/** Asks until the answer fits; the test's time limit ends it. */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean) {
  for (;;) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
}

describe.each(caches.eachSupportedId())('the cache in %p', id => {
  // Other tests may use the same Redis.
  const plugin = `plugin-${randomUUID()}`;

  // What is asked before there is a connection is not in the cache.
  const untilConnected = (cache: CacheService) =>
    until(
      async () => {
        await cache.set('connected', true);
        return cache.get('connected');
      },
      answer => answer === true,
    );

  /** A process of the portal: it has the cache of production, with another address. */
  async function startProcess() {
    const { store, connection } = await caches.init(id);
    const cache =
      store === 'redis'
        ? {
            ...production.backend.cache,
            connection: {
              ...production.backend.cache.connection,
              url: connection,
            },
          }
        : { store };
    const tester = ServiceFactoryTester.from(cacheServiceFactory, {
      dependencies: [
        mockServices.rootConfig.factory({ data: { backend: { cache } } }),
      ],
    });
    return async (pluginId = plugin) => {
      const service = await tester.getSubject(pluginId);
      await untilConnected(service);
      return service;
    };
  }

  it('has what was put into it, until it is taken out', async () => {
    const cache = await (await startProcess())();
    const value = { name: 'ü "1"', list: [1, null, { deep: true }] };
    expect(await cache.get('a key/ü')).toBeUndefined();
    await cache.set('a key/ü', value);
    expect(await cache.get('a key/ü')).toEqual(value);
    await cache.set('a key/ü', 2);
    expect(await cache.get('a key/ü')).toBe(2);
    await cache.delete('a key/ü');
    expect(await cache.get('a key/ü')).toBeUndefined();
  });

  it('forgets what its time has run out for', async () => {
    const cache = await (await startProcess())();
    const short = { milliseconds: 300 };
    await cache.set('lasting', 1);
    await cache.withOptions({ defaultTtl: short }).set('by default', 2);
    await cache.set('by itself', 3, { ttl: short });
    await cache.withOptions({ defaultTtl: short }).set('longer', 4, {
      ttl: { hours: 1 },
    });
    for (const key of ['by default', 'by itself']) {
      await until(
        () => cache.get(key),
        answer => answer === undefined,
      );
    }
    expect(await cache.get('lasting')).toBe(1);
    expect(await cache.get('longer')).toBe(4);
  });

  it('keeps plugins apart', async () => {
    const forPlugin = await startProcess();
    const [one, other] = [await forPlugin(), await forPlugin(`${plugin}-too`)];
    await one.set('name', 'one');
    expect(await other.get('name')).toBeUndefined();
    await other.set('name', 'other');
    await other.delete('name');
    expect(await one.get('name')).toBe('one');
  });

  it('is shared by all processes, unless it is in memory', async () => {
    const [one, other] = [
      await (await startProcess())(),
      await (await startProcess())(),
    ];
    await one.set('name', 'shared');
    const found = await other.get('name');
    expect(found).toBe(id === 'MEMORY' ? undefined : 'shared');
  });
});
