import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { until } from '../__testUtils__/until';
import { KeptParts } from '../services/KeptParts';
import { Budgets } from '../upstream/Budgets';
import { DeliveryStore } from './DeliveryStore';
import { ImageStore } from './ImageStore';
import { LimitStore } from './LimitStore';
import { PartStore } from './PartStore';

const databases = sharedDatabases('@internal/plugin-figma-backend');
const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('the stores on %p', id => {
  async function create() {
    const [knex, second] = await databases.init(id);
    const clock = { now: NOW };
    const now = () => clock.now;
    return {
      clock,
      now,
      parts: new PartStore(knex),
      images: new ImageStore(knex, now),
      limits: new LimitStore(knex),
      deliveries: new DeliveryStore(knex),
      /** Of another process of the portal. */
      other: {
        parts: new PartStore(second),
        limits: new LimitStore(second),
        deliveries: new DeliveryStore(second),
      },
    };
  }

  it('keep parts of files, and forget files that nobody looks at', async () => {
    const { parts } = await create();
    const meta = {
      fileKey: 'a',
      part: 'meta',
      version: '7',
      content: '{"ä":1}',
      fetchedAt: NOW,
      invalid: false,
    };
    await parts.write(meta);
    await parts.write({ ...meta, fileKey: 'b', fetchedAt: NOW - 61 * DAY });
    await parts.write({ ...meta, part: 'comments', version: undefined });
    expect(await parts.read('a', 'meta')).toEqual(meta);
    await parts.write({ ...meta, version: '8', content: '[]' });
    await parts.invalidate('a', ['meta', 'nothing']);
    expect(await parts.read('a', 'meta')).toEqual({
      ...meta,
      version: '8',
      content: '[]',
      invalid: true,
    });
    expect((await parts.read('a', 'comments'))?.invalid).toBe(false);
    expect(await parts.countFiles()).toBe(2);
    expect(await parts.unusedSince(NOW - 60 * DAY)).toEqual(['b']);
    await parts.removeFiles(['b']);
    expect(await parts.read('b', 'meta')).toBeUndefined();
  });

  it('keep the bytes of a version as they are, and the last versions only', async () => {
    const { images, clock } = await create();
    const write = async (version: string, bytes?: string, image = '1:2') => {
      clock.now += 1;
      await images.write(
        { fileKey: 'a', image, version },
        bytes
          ? { bytes: Buffer.from(bytes), contentType: 'image/png' }
          : undefined,
      );
    };
    await write('1', 'one');
    await write('1', 'other');
    const first = await images.read('a', '1:2', '1');
    expect(first?.bytes.toString()).toBe('one');
    expect(first?.etag).toBe(await images.etagOf('a', '1:2', '1'));
    await write('2');
    expect(await images.read('a', '1:2', '2')).toBeUndefined();
    expect(await images.etagOf('a', '1:2', '2')).toBeUndefined();
    await write('3', 'three');
    await write('1', 'one', '5:6');
    expect(await images.read('a', '1:2', '1')).toBeUndefined();
    const listed = await images.list('a', ['1:2', '9:9']);
    expect(listed.map(({ version, drawn }) => [version, drawn])).toEqual([
      ['3', true],
      ['2', false],
    ]);
    expect(await images.totals()).toEqual({ images: 2, imageBytes: 8 });
    await images.removeFiles(['a']);
    expect(await images.totals()).toEqual({ images: 0, imageBytes: 0 });
  });

  it('note a delivery once, also of many at once', async () => {
    const { deliveries, other } = await create();
    const noted = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? deliveries : other.deliveries).note('x', 'PING', NOW),
      ),
    );
    expect(noted.filter(Boolean)).toHaveLength(1);
    await deliveries.note('y', 'PING', NOW + 1);
    expect(await deliveries.lastAt()).toBe(NOW + 1);
    await deliveries.removeBefore(NOW + 1);
    expect(await deliveries.note('x', 'PING', NOW)).toBe(true);
  });

  it('hold a limit for all processes of the portal, until it ends', async () => {
    const { limits, clock, now, other: second } = await create();
    const [one, other] = [limits, second.limits].map(
      store => new Budgets({ plan: 'enterprise', limits: store, now }),
    );
    await one.take(1);
    const error = await one.noteLimit(
      1,
      new Headers({
        'Retry-After': '400000',
        'X-Figma-Plan-Tier': 'starter',
        'X-Figma-Rate-Limit-Type': 'low',
      }),
    );
    const end = NOW + 400_000_000;
    expect(error.resumesAt).toBe(new Date(end).toISOString());
    await expect(other.take(1)).rejects.toMatchObject({
      code: 'figma_rate_limited',
      message: expect.stringContaining('2026-11-27 03:06 UTC'),
    });
    await other.take(2);
    expect((await other.states())[0]).toMatchObject({
      tier: 1,
      calls: 0,
      blockedUntil: end,
    });
    expect(await limits.read()).toMatchObject({
      1: { planTier: 'starter', limitType: 'low', seenAt: NOW },
    });
    clock.now = end;
    await other.take(1);
  });

  it.each([
    ['7', 7_000],
    ['0', 1_000],
    ['Sun, 22 Nov 2026 12:02:00 GMT', 120_000],
    ['soon', 60_000],
    [undefined, 60_000],
    ['99999999999', 45 * DAY],
  ])('read a Retry-After of %j', async (header, ms) => {
    const { limits, now } = await create();
    const budgets = new Budgets({ plan: 'starter', limits, now });
    const headers = new Headers(header ? { 'Retry-After': header } : {});
    expect((await budgets.noteLimit(3, headers)).resumesAt).toBe(
      new Date(NOW + ms).toISOString(),
    );
  });

  it('give what another process of the portal has read', async () => {
    const { parts, clock, now, other: second } = await create();
    const [one, other] = [parts, second.parts].map(
      store => new KeptParts({ store, ttlMs: 60_000, onChange: () => {}, now }),
    );
    const load = jest.fn(async () => ({ value: { count: 1 } }));
    const request = {
      fileKey: 'a',
      part: 'comments',
      isFresh: ({ fetchedAt }: { fetchedAt: number }) =>
        clock.now - fetchedAt < 60_000,
      load,
    };
    await Promise.all([one.read(request), one.read(request)]);
    expect(await other.read(request)).toMatchObject({ value: { count: 1 } });
    expect(load).toHaveBeenCalledTimes(1);
    // What one is told by a webhook, the other learns of within seconds.
    await one.invalidate('a', ['comments']);
    load.mockResolvedValue({ value: { count: 2 } });
    await one.read(request);
    // It gives what it has, and asks behind it.
    await until(async () => {
      const known = await one.peek<{ count: number }>('a', 'comments');
      return known?.count === 2 ? known : undefined;
    });
    clock.now += 11_000;
    await other.read(request);
    expect(load).toHaveBeenCalledTimes(2);
    expect(await other.read(request)).toMatchObject({
      value: { count: 2 },
      isFresh: true,
    });
  });
});
