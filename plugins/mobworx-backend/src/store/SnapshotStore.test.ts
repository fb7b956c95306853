import { sharedDatabases } from '@internal/upstream-node/testUtils';
import { SnapshotKey, SnapshotStore } from './SnapshotStore';

jest.setTimeout(60_000);

const databases = sharedDatabases('@internal/plugin-mobworx-backend');

const NOON = Date.parse('2026-11-22T12:00:00Z');
const minutes = (count: number) => new Date(NOON + count * 60_000);
const keyOf = (subject: string, environment = 'staging'): SnapshotKey => ({
  environment,
  service: 'stream',
  subject,
});
const rooms = keyOf('rooms');
const silent = {
  code: 'upstream_timeout',
  message: 'No answer.',
  remedy: 'Wait.',
};

describe.each(databases.eachSupportedId())('SnapshotStore on %p', id => {
  async function create() {
    const [one, other] = await databases.init(id);
    return [new SnapshotStore(one), new SnapshotStore(other)];
  }

  it('tells every process what was seen last, and whether it is news', async () => {
    const [one, other] = await create();
    expect(await other.read(rooms)).toEqual({});
    expect(await one.keep(rooms, { name: 'ü "1"' }, minutes(0))).toBe(true);
    expect(await other.keep(rooms, { name: 'ü "1"' }, minutes(1))).toBe(false);
    expect(await one.read(rooms)).toEqual({
      value: { name: 'ü "1"' },
      takenAt: minutes(1).toISOString(),
      checkedAt: minutes(1).toISOString(),
    });
    expect(await one.keep(rooms, { name: '2' }, minutes(2))).toBe(true);
    expect((await other.read(rooms)).value).toEqual({ name: '2' });
  });

  it('keeps what was seen while it cannot be seen, and why', async () => {
    const [one, other] = await create();
    expect(await one.fail(rooms, silent, minutes(0))).toBe(true);
    expect(await other.read(rooms)).toEqual({
      checkedAt: minutes(0).toISOString(),
      problem: silent,
    });
    await one.keep(rooms, [], minutes(1));
    expect(await other.fail(rooms, silent, minutes(2))).toBe(true);
    expect(await one.fail(rooms, silent, minutes(3))).toBe(false);
    expect(await other.read(rooms)).toEqual({
      value: [],
      takenAt: minutes(1).toISOString(),
      checkedAt: minutes(3).toISOString(),
      problem: silent,
    });
    // The same as before, and it can be seen again.
    expect(await one.keep(rooms, [], minutes(4))).toBe(true);
    expect(await other.read(rooms)).not.toHaveProperty('problem');
  });

  it('has one of each subject, however many look at once', async () => {
    const stores = await create();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 3
          ? stores[index % 2].keep(rooms, { index }, minutes(0))
          : stores[index % 2].fail(rooms, silent, minutes(0)),
      ),
    );
    const kept = await stores[0].readAll('staging', 'stream');
    expect([...kept.keys()]).toEqual(['rooms']);
    expect(kept.get('rooms')?.value).toEqual({ index: expect.any(Number) });
  });

  it('finds a subject of all environments, and all subjects of a service', async () => {
    const [one, other] = await create();
    await one.keep(rooms, 1, minutes(0));
    await one.keep(keyOf('rooms', 'production'), 2, minutes(0));
    await one.keep(keyOf('health'), 3, minutes(0));
    const found = await other.readSubject('rooms');
    expect(
      found
        .map(({ key, value }) => [key, value])
        .sort(([, first], [, second]) => Number(first) - Number(second)),
    ).toEqual([
      [rooms, 1],
      [keyOf('rooms', 'production'), 2],
    ]);
    const all = await other.readAll('staging', 'stream');
    expect([...all].map(([name, { value }]) => [name, value]).sort()).toEqual([
      ['health', 3],
      ['rooms', 1],
    ]);
  });

  it('forgets the people of rooms that have ended, and what nobody looks at', async () => {
    const [one, other] = await create();
    const people = ['participants/a', 'participants/b', 'participants/c'];
    for (const subject of ['participants', 'rooms', ...people]) {
      await one.keep(keyOf(subject), 1, minutes(0));
      await one.keep(keyOf(subject, 'production'), 1, minutes(1));
    }
    const left = async (environment: string) =>
      [...(await other.readAll(environment, 'stream')).keys()].sort();
    await one.forgetOthers(keyOf('participants'), ['participants/b']);
    expect(await left('staging')).toEqual([
      'participants',
      'participants/b',
      'rooms',
    ]);
    expect(await left('production')).toHaveLength(5);
    await one.fail(rooms, silent, minutes(1));
    await one.forgetBefore(minutes(1));
    expect(await left('staging')).toEqual(['rooms']);
    expect(await left('production')).toHaveLength(5);
  });
});
