import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

// Any number will do that nothing else in this database takes; the second half is the schema.
const LOCK = 7_070_707;
const ASK_EVERY_MS = 100;
/** Who holds the lock may be gone without the database knowing yet. */
const PATIENCE_MS = 120_000;

/**
 * Makes `migrate.latest()` of a client of PostgreSQL wait while another replica brings the same
 * schema up to date. Knex alone fails then, and with it the plugin and the replica that it is in.
 *
 * The lock is held by a connection of its own, and ends with it, whatever becomes of this process. It
 * is asked for again and again rather than waited for: a statement that waits keeps
 * `CREATE INDEX CONCURRENTLY`, which the catalog's migrations do, from ever ending.
 *
 * @param knex - changed in place; one of SQLite, or with a pool of one connection, is left as it is
 */
export function migrateInTurn(knex: Knex, logger: LoggerService): Knex {
  const { client } = knex;
  const migrator = Object.getOwnPropertyDescriptor(knex, 'migrate')?.get;
  if (client.dialect !== 'postgresql' || client.pool.max < 2 || !migrator) {
    return knex;
  }
  // Knex makes a new one for each use.
  const get = (): Knex.Migrator => {
    const plain: Knex.Migrator = migrator.call(knex);
    const latest = plain.latest.bind(plain);
    plain.latest = config => inTurn(knex, logger, () => latest(config));
    return plain;
  };
  return Object.defineProperty(knex, 'migrate', { get, configurable: true });
}

async function inTurn<T>(
  knex: Knex,
  logger: LoggerService,
  migrate: () => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  const ask = async (call: string): Promise<boolean> => {
    const { rows } = await knex
      .raw(`SELECT ${call}(?, hashtext(current_schema())) AS answer`, [LOCK])
      .connection(connection);
    return rows[0].answer;
  };
  try {
    const isMine = await waitFor(() => ask('pg_try_advisory_lock'), logger);
    try {
      return await migrate();
    } finally {
      if (isMine) {
        // A connection that is lost has lost the lock too.
        await ask('pg_advisory_unlock').catch(() => false);
      }
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** Whether it came true in time. */
async function waitFor(
  holds: () => Promise<boolean>,
  logger: LoggerService,
): Promise<boolean> {
  const started = Date.now();
  for (let asked = 0; !(await holds()); asked += 1) {
    if (asked === 0) {
      logger.info('Another replica brings the tables up to date: waiting');
    }
    if (Date.now() - started > PATIENCE_MS) {
      logger.warn(
        `Another replica has been bringing the tables up to date for ${PATIENCE_MS / 1_000} s; this one no longer waits for it`,
      );
      return false;
    }
    await sleep(ASK_EVERY_MS);
  }
  return true;
}
