import { mockServices } from '@backstage/backend-test-utils';
import type { Options } from 'express-rate-limit';
import { SharedCount } from './SharedCount';

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

function makeCount(client: FakeRedis) {
  const logger = mockServices.logger.mock();
  const count = new SharedCount({ client, logger });
  count.init({ windowMs: 60_000 } as Options);
  const hit = async () => (await count.increment('10.0.0.1')).totalHits;
  return { hit, logger };
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
