import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { migrateInTurn } from './migrateInTurn';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** Knex reads `config`, and its types don't know it. */
type Migration = Knex.Migration & { config?: { transaction: boolean } };

// Two of the kinds that plugins have: in a transaction, and one that waits for all transactions.
const migrations: Record<string, Migration> = {
  '1_table': {
    up: async knex => {
      if (knex.client.dialect === 'postgresql') {
        await knex.raw('SELECT pg_sleep(0.5)');
      }
      await knex.schema.createTable('things', table => table.increments('id'));
    },
    down: async () => {},
  },
  '2_index': {
    up: async knex => {
      const how = knex.client.dialect === 'postgresql' ? 'CONCURRENTLY' : '';
      await knex.raw(`CREATE INDEX ${how} things_id ON things (id)`);
    },
    down: async () => {},
    config: { transaction: false },
  },
};
const source = (
  found: Record<string, Knex.Migration>,
): Knex.MigratorConfig => ({
  migrationSource: {
    getMigrations: async () => Object.keys(found),
    getMigrationName: (name: string) => name,
    getMigration: async (name: string) => found[name],
  },
});

let replicas: Knex[] = [];

/** Connections of processes that know nothing of each other but their database. */
async function connect(id: TestDatabaseId, count: number) {
  const { client } = await databases.init(id);
  const logger = mockServices.logger.mock();
  replicas = Array.from({ length: count }, () =>
    migrateInTurn(
      createKnex({ ...client.config, log: { warn: () => {} } }),
      logger,
    ),
  );
  return { logger };
}

afterEach(() => Promise.all(replicas.map(knex => knex.destroy())));

// Each database in memory has one replica.
const countOf = (id: TestDatabaseId) => (id === 'SQLITE_3' ? 1 : 3);

describe.each(databases.eachSupportedId())('on %s', id => {
  it('brings tables up to date once for replicas that start at once', async () => {
    const { logger } = await connect(id, countOf(id));
    const done = await Promise.all(
      replicas.map(knex => knex.migrate.latest(source(migrations))),
    );
    const names = done.map(([, ran]) => ran);
    expect(names.flat()).toEqual(Object.keys(migrations));
    expect(names).toContainEqual(Object.keys(migrations));
    expect(logger.info).toHaveBeenCalledTimes(countOf(id) - 1);
    expect(await replicas[0]('things').insert({})).toBeDefined();
  });

  it('lets the next one try when it fails', async () => {
    await connect(id, countOf(id));
    const broken: Knex.Migration = {
      up: async () => {
        throw new Error('No room on the disk');
      },
      down: async () => {},
    };
    await expect(
      replicas[0].migrate.latest(source({ '1_table': broken })),
    ).rejects.toThrow('No room on the disk');
    const [, ran] = await replicas.at(-1)!.migrate.latest(source(migrations));
    expect(ran).toEqual(Object.keys(migrations));
  });
});
