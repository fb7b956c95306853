import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { ReadCache } from './ReadCache';

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
