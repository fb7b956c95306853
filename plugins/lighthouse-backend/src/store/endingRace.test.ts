import { resolvePackagePath } from '@backstage/backend-plugin-api';
import createKnex from 'knex';
import { AuditQueueStore } from './AuditQueueStore';
import { AuditStore } from './AuditStore';

it('ends a failed audit although its lease was renewed between the look and the write', async () => {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  try {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@internal/plugin-lighthouse-backend',
        'migrations',
      ),
    });
    // The one connection that there is: what it does by itself comes between two queries.
    const connection = await knex.client.acquireConnection();
    knex.client.releaseConnection(connection);
    let renews = false;
    const queue = new AuditQueueStore(knex, () => {
      if (renews) {
        connection
          .prepare('update audits set lease_until = lease_until + 1000')
          .run();
      }
      return 1_000_000;
    });
    const { audit } = await queue.add({
      url: 'https://www.example.com',
      formFactor: 'mobile',
      requestedBy: { type: 'schedule' },
    });
    await queue.claim('one', 30_000);
    renews = true;
    const failure = { code: 'page_unreachable', message: 'Nobody answers.' };
    expect(await queue.finish(audit.id, 'one', { failure })).toBe(true);
    expect(await new AuditStore(knex).read(audit.id)).toMatchObject({
      status: 'FAILED',
      failure,
    });
  } finally {
    await knex.destroy();
  }
});
