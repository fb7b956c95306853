import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { statusResponseSchema } from '@internal/plugin-mobworx-common';
import createKnex, { Knex } from 'knex';
import { startPlugin, StartedPlugin } from './__testUtils__/startPlugin';
import { frequencyFor } from './poll/rhythm';

jest.setTimeout(120_000);

const HEALTH_MS = 2_000;
const ROUNDS = 8;

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const folder = mkdtempSync(path.join(tmpdir(), 'mobworx-replicas-'));

/** Makes connections of processes that know nothing of each other but their database. */
const kinds: Array<[string, () => Promise<() => Knex>]> = [
  [
    'a file of SQLite',
    async () => () =>
      createKnex({
        client: 'better-sqlite3',
        connection: { filename: path.join(folder, 'portal.sqlite') },
        useNullAsDefault: true,
        pool: { min: 1, max: 1 },
      }),
  ],
  ...databases
    .eachSupportedId()
    .map(([id]): [string, () => Promise<() => Knex>] => [
      id,
      async () => {
        const { client } = await databases.init(id);
        return () => createKnex(client.config);
      },
    ]),
];

let running: StartedPlugin[] = [];

afterEach(async () => {
  // The first one has started what the others look at.
  for (const process of running.reverse()) {
    await process.stop();
  }
  running = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(kinds)('two processes on %s', (_, connections) => {
  it('look at each service once in an interval, and one goes on alone', async () => {
    const connect = await connections();
    const poll = { health: { milliseconds: HEALTH_MS } };
    const first = await startPlugin({ connection: connect(), poll });
    running.push(first);
    const second = await startPlugin({
      connection: connect(),
      beside: first,
      poll,
    });
    running.push(second);

    const looks = () => [
      looksAt(first.staging.studio.service.requests(), '/health'),
      looksAt(first.production.studio.service.requests(), '/health'),
      looksAt(first.staging.appsync.service.requests(), '/graphql'),
    ];
    const untilLookedAt = async (times: number) => {
      while (Math.min(...looks()) < times) {
        await sleep(50);
      }
    };
    const startedAt = performance.now();
    const before = looks();
    await untilLookedAt(Math.max(...before) + ROUNDS);
    const counted = looks();
    const intervals = (performance.now() - startedAt) / frequencyFor(HEALTH_MS);
    for (const [index, count] of counted.entries()) {
      // One more for the one at the start, and one since SQLite counts whole seconds.
      expect(count - before[index]).toBeLessThanOrEqual(intervals + 2);
    }
    const rows = await first
      .knex('looks')
      .where({ environment: 'staging', service: 'studio' });
    // The last one may not be stored yet.
    expect(counted[0] - rows.length).toBeLessThanOrEqual(1);

    for (const process of [first, second]) {
      const { body } = await process.get('/status');
      const [staging] = statusResponseSchema.parse(body).environments;
      expect(staging.services.map(({ uptime24h }) => uptime24h)).toEqual([
        1, 1, 1, 1,
      ]);
    }

    await second.stop();
    running.pop();
    await untilLookedAt(Math.max(...looks()) + 2);
  });
});

function looksAt(requests: Array<{ path: string }>, where: string): number {
  return requests.filter(request => request.path.startsWith(where)).length;
}
