import { randomUUID } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import { createClient } from '@redis/client';
import type { Options } from 'express-rate-limit';
import { RedisConnection, SharedCount } from './SharedCount';

/** The scripts of the store, on numbers that two replicas share. */
class FakeRedis {
  readonly hits = new Map<string, number>();
  isReady = true;
  answer: 'at once' | 'never' | 'broken' = 'at once';

  async sendCommand([command, , , key]: string[]): Promise<unknown> {
    if (this.answer === 'never') {
      return new Promise(() => {});
    }
    if (this.answer === 'broken') {
      throw new Error('Socket closed unexpectedly');
    }
    if (command === 'SCRIPT') {
      return 'sha';
    }
    const hits = (this.hits.get(key) ?? 0) + 1;
    this.hits.set(key, hits);
    return [hits, 60_000];
  }
}

function makeCount(
  client: RedisConnection,
  { key = '10.0.0.1', windowMs = 60_000 } = {},
) {
  const logger = mockServices.logger.mock();
  const count = new SharedCount({ client, logger });
  count.init({ windowMs } as Options);
  const hit = async () => (await count.increment(key)).totalHits;
  return { count, key, hit, logger };
}

it('counts for all replicas together', async () => {
  const redis = new FakeRedis();
  const [one, two] = [makeCount(redis), makeCount(redis)];
  expect([await one.hit(), await two.hit(), await one.hit()]).toEqual([
    1, 2, 3,
  ]);
  expect(one.logger.warn).not.toHaveBeenCalled();
});

it.each([
  ['there is no connection', { isReady: false }],
  ['the connection breaks', { answer: 'broken' as const }],
  ['Redis does not answer', { answer: 'never' as const }],
])(
  'counts by itself while %s, says so once, and counts together again',
  async (_name, trouble) => {
    const redis = new FakeRedis();
    const { hit, logger } = makeCount(redis);
    expect(await hit()).toBe(1);
    Object.assign(redis, trouble);
    expect([await hit(), await hit()]).toEqual([1, 2]);
    Object.assign(redis, { isReady: true, answer: 'at once' });
    expect(await hit()).toBe(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledTimes(1);
  },
);

it('starts while Redis is away', async () => {
  const redis = Object.assign(new FakeRedis(), { isReady: false });
  const { hit } = makeCount(redis);
  expect(await hit()).toBe(1);
  redis.isReady = true;
  expect(await hit()).toBe(1);
  expect(redis.hits.size).toBe(1);
});

// Left out where there is no Redis to count in; `./portal test` starts one.
const url = process.env.BACKSTAGE_TEST_CACHE_REDIS7_CONNECTION_STRING;
if (url) {
  describe('two replicas with one Redis', () => {
    // A database of its own: tests of the cache empty the first one.
    const clients = [1, 2].map(() =>
      createClient({ url, database: 1, disableOfflineQueue: true }),
    );
    beforeAll(() => Promise.all(clients.map(client => client.connect())));
    afterAll(() => Promise.all(clients.map(client => client.disconnect())));

    /** Two counts of the same address, which nobody else has. */
    function makeTwo(windowMs?: number) {
      const key = randomUUID();
      return clients.map(client => makeCount(client, { key, windowMs }));
    }

    it('count together, however many ask at once, each address for itself', async () => {
      const [one, two] = makeTwo();
      const hits = await Promise.all(
        Array.from({ length: 50 }, (_, index) => (index % 2 ? one : two).hit()),
      );
      expect(hits.sort((a, b) => a - b)).toEqual(
        Array.from({ length: 50 }, (_, index) => index + 1),
      );
      const [other] = makeTwo();
      expect(await other.hit()).toBe(1);
      for (const { logger } of [one, two]) {
        expect(logger.warn).not.toHaveBeenCalled();
      }
    });

    it('begin anew together when the time is over', async () => {
      const [one, two] = makeTwo(1_000);
      const first = await one.count.increment(one.key);
      expect(first.resetTime!.getTime() - Date.now()).toBeLessThanOrEqual(
        1_000,
      );
      expect(await two.hit()).toBe(2);
      // Hits don't put the end off, else there would be none.
      while ((await two.hit()) > 1) {
        await new Promise(resolve => {
          setTimeout(resolve, 20);
        });
      }
      expect(await one.hit()).toBe(2);
    });

    it('go on counting when Redis has forgotten their scripts', async () => {
      const [one, two] = makeTwo();
      expect([await one.hit(), await two.hit()]).toEqual([1, 2]);
      await clients[0].sendCommand(['SCRIPT', 'FLUSH']);
      expect([await one.hit(), await two.hit()]).toEqual([3, 4]);
      expect(one.logger.warn).not.toHaveBeenCalled();
    });

    it('take back what should not count', async () => {
      const [one, two] = makeTwo();
      await one.hit();
      await two.hit();
      await one.count.decrement(one.key);
      expect(await two.hit()).toBe(2);
      await two.count.resetKey(two.key);
      expect(await one.hit()).toBe(1);
    });
  });
}
