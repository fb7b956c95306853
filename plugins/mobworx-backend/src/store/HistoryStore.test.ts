import { TestDatabases } from '@backstage/backend-test-utils';
import type { HealthFinding } from '../probes/Probe';
import { HistoryStore } from './HistoryStore';
import { addLatency, digestPercentile, LatencyDigest } from './LatencyDigest';
import { gather, HALF_HOUR_MS, HOUR_MS, toBucket } from './stretches';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const NOON = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const studio = { environment: 'staging', service: 'studio' } as const;
const stream = { environment: 'staging', service: 'stream' } as const;

const up = (latencyMs = 20): HealthFinding => ({
  status: 'up',
  latencyMs,
  version: '1.4.0',
});
const down: HealthFinding = {
  status: 'down',
  problem: { code: 'upstream_timeout', message: 'No answer.', remedy: 'Wait.' },
};

describe.each(databases.eachSupportedId())('HistoryStore on %p', databaseId => {
  async function createStore() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: `${__dirname}/../../migrations` });
    const store = new HistoryStore(knex, { slowAfterMs: 800 });
    return {
      knex,
      store,
      record: (finding: HealthFinding, at: number, key = studio) =>
        store.record(key, finding, new Date(at)),
      async state() {
        const [{ state }] = await store.states([studio]);
        return state;
      },
    };
  }

  it('tells news from what was known, and since when a status holds', async () => {
    const { record, state, store } = await createStore();
    expect(await record(up(), NOON)).toBe(true);
    expect(await record(up(30), NOON + MINUTE)).toBe(false);
    expect(await record(down, NOON + 2 * MINUTE)).toBe(true);
    expect(await record(down, NOON + 3 * MINUTE)).toBe(false);
    expect(await state()).toMatchObject({
      status: 'down',
      since: '2026-11-22T12:02:00.000Z',
      checkedAt: '2026-11-22T12:03:00.000Z',
      lastGoodAt: '2026-11-22T12:01:00.000Z',
      // What it said last stays known.
      version: '1.4.0',
      recent: [30, 20],
      problem: { code: 'upstream_timeout' },
    });
    expect(await record({ ...up(), version: '1.5.0' }, NOON + 4 * MINUTE)).toBe(
      true,
    );
    expect(await record({ ...up(), version: '1.6.0' }, NOON + 5 * MINUTE)).toBe(
      true,
    );
    const changes = await store.changes(studio, NOON + MINUTE);
    expect(changes.map(({ at, status }) => [at, status])).toEqual([
      ['2026-11-22T12:04:00.000Z', 'up'],
      ['2026-11-22T12:02:00.000Z', 'down'],
    ]);
    expect(changes[1].problem).toEqual(down.problem);
    expect(await store.checkedAt()).toEqual([
      { ...studio, checkedAt: NOON + 5 * MINUTE },
    ]);
  });

  it('calls slow what exceeds the limit in the p95 of the last 20 that reached it', async () => {
    const { record, state } = await createStore();
    for (let look = 0; look < 19; look += 1) {
      await record(up(), NOON + look * MINUTE);
    }
    await record(up(3_000), NOON + 20 * MINUTE);
    expect(await state()).toMatchObject({ status: 'up' });
    await record(up(3_000), NOON + 21 * MINUTE);
    expect(await state()).toMatchObject({ status: 'slow' });
    for (let look = 0; look < 19; look += 1) {
      await record(up(), NOON + (22 + look) * MINUTE);
    }
    expect(await state()).toMatchObject({ status: 'up' });
    expect((await state()).recent).toHaveLength(20);
  });

  it('counts looks by half hours, keeps 48 of them with the state, and each service apart', async () => {
    const { record, state, store } = await createStore();
    await record(up(10), NOON);
    await record(down, NOON + MINUTE);
    await record(up(10), NOON + 40 * MINUTE);
    await record(down, NOON + 40 * MINUTE, stream as never);
    const buckets = (await store.stretches(studio, NOON)).map(toBucket);
    expect(buckets).toEqual([
      {
        at: '2026-11-22T12:00:00.000Z',
        uptime: 0.5,
        latencyMs: { p50: 10, p95: 10 },
      },
      {
        at: '2026-11-22T12:30:00.000Z',
        uptime: 1,
        latencyMs: { p50: 10, p95: 10 },
      },
    ]);
    await record(up(10), NOON + DAY + 29 * MINUTE);
    expect((await state()).stretches.map(({ at }) => at)).toEqual([
      '2026-11-22T12:30:00.000Z',
      '2026-11-23T12:00:00.000Z',
    ]);
    expect(await store.looks(studio, NOON + MINUTE)).toMatchObject([
      { at: NOON + MINUTE, looks: 1, reached: 0, latencies: {} },
      { at: NOON + 40 * MINUTE, looks: 1, reached: 1 },
      { looks: 1 },
    ]);
  });

  it('puts old half hours into hours without losing a look, and forgets older hours', async () => {
    const { knex, record, store } = await createStore();
    const days = (count: number) => NOON - count * DAY;
    await record(up(10), days(91));
    await record(up(10), days(8));
    await record(down, days(8) + 31 * MINUTE);
    await record(up(200), days(8) + 32 * MINUTE);
    await record(up(10), days(6));
    const rollUp = () => store.rollUp(new Date(days(7)), new Date(days(90)));
    await rollUp();
    // Nothing is counted twice.
    await rollUp();
    const rows = await knex('stretches').orderBy('at').select('*');
    expect(
      rows.map(({ width_ms, at, looks, reached }) => [
        width_ms,
        Number(at),
        looks,
        reached,
      ]),
    ).toEqual([
      [HOUR_MS, days(8), 3, 2],
      [HALF_HOUR_MS, days(6), 1, 1],
    ]);
    const [hour] = await store.stretches(studio, days(9));
    expect(toBucket(hour)).toMatchObject({ latencyMs: { p50: 10, p95: 203 } });
    expect(
      await knex('looks')
        .pluck('at')
        .then(ats => ats.map(Number)),
    ).toEqual([days(6)]);
    const changes = await store.changes(studio, days(100));
    expect(changes.map(({ status }) => status)).toEqual(['up', 'down']);
    const daily = gather(
      await store.stretches(studio, days(90)),
      DAY,
      90,
      NOON,
    );
    expect(daily.reduce((sum, { looks }) => sum + looks, 0)).toBe(4);
  });
});

it('keeps percentiles within 5 %, also when digests are added up', () => {
  const digest: LatencyDigest = {};
  for (let ms = 1; ms <= 1_000; ms += 1) {
    addLatency(digest, ms);
  }
  expect(digestPercentile(digest, 0.5)! / 500).toBeCloseTo(1, 1);
  expect(digestPercentile(digest, 0.95)! / 950).toBeCloseTo(1, 1);
  expect(digestPercentile({}, 0.5)).toBeUndefined();
});
