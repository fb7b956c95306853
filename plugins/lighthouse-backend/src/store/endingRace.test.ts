import { sharedDatabases } from '@internal/upstream-node/testUtils';
import type { Knex } from 'knex';
import { AuditQueueStore } from './AuditQueueStore';
import { AuditStore } from './AuditStore';

jest.setTimeout(60_000);

const databases = sharedDatabases('@internal/plugin-lighthouse-backend');

const NOW = 1_000_000;
const RENEW = 'update audits set lease_until = lease_until + 1000';
const failure = { code: 'page_unreachable', message: 'Nobody answers.' };

/** An audit that a process named `one` runs. */
async function run(queue: AuditQueueStore): Promise<string> {
  const { audit } = await queue.add({
    url: 'https://www.example.com',
    formFactor: 'mobile',
    requestedBy: { type: 'schedule' },
  });
  await queue.claim('one', 30_000);
  return audit.id;
}

/** Ends an audit while its lease is renewed between the look at it and the write. */
const races = {
  async SQLITE_3(knex: Knex): Promise<[string, boolean]> {
    // The one connection that there is: what it does by itself comes between two queries.
    const connection = await knex.client.acquireConnection();
    knex.client.releaseConnection(connection);
    let renews = false;
    const queue = new AuditQueueStore(knex, () => {
      if (renews) {
        connection.prepare(RENEW).run();
      }
      return NOW;
    });
    const id = await run(queue);
    renews = true;
    return [id, await queue.finish(id, 'one', { failure })];
  },

  async POSTGRES_15(knex: Knex, other: Knex): Promise<[string, boolean]> {
    const queue = new AuditQueueStore(knex, () => NOW);
    const id = await run(queue);
    // The write waits for the renewal, whose row the look has not seen.
    const renewal = await other.transaction();
    await renewal.raw(RENEW);
    const ending = queue.finish(id, 'one', { failure });
    await untilSomebodyWaits(other);
    await renewal.commit();
    return [id, await ending];
  },
};

/** Until a connection waits for what another one has locked; the test's time limit ends it. */
async function untilSomebodyWaits(knex: Knex): Promise<void> {
  const waiting = () =>
    knex('pg_locks')
      .join('pg_stat_activity', 'pg_stat_activity.pid', 'pg_locks.pid')
      .where({ granted: false })
      .whereRaw('datname = current_database()')
      .first();
  while (!(await waiting())) {
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
  }
}

it.each(databases.eachSupportedId())(
  'ends a failed audit on %p although its lease was renewed between the look and the write',
  async databaseId => {
    const [knex, other] = await databases.init(databaseId);
    const race = races[databaseId as keyof typeof races];
    const [id, ended] = await race(knex, other);
    expect(ended).toBe(true);
    expect(await new AuditStore(knex).read(id)).toMatchObject({
      status: 'FAILED',
      failure,
    });
  },
);
