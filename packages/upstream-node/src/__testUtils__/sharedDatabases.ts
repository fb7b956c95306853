import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';

/** Databases that processes of a portal share, for the tests of a file. */
export interface SharedDatabases {
  /** SQLite, and PostgreSQL where the tests have one, for `describe.each`. */
  eachSupportedId(): Array<[TestDatabaseId]>;
  /**
   * Makes a new database.
   *
   * @returns the connections of two processes that know nothing of each other. A database in
   *   SQLite's memory has room for one connection, which is both of them.
   */
  init(id: TestDatabaseId): Promise<[one: Knex, other: Knex]>;
}

/**
 * Makes databases for what must hold for all processes of a portal together. They are gone when the
 * tests of the file have ended.
 *
 * @param packageName - whose migrations make the tables; without it the databases are empty
 */
export function sharedDatabases(packageName?: string): SharedDatabases {
  const others: Knex[] = [];
  // Before the databases are dropped: PostgreSQL keeps one that somebody is connected to.
  afterAll(() => Promise.all(others.map(knex => knex.destroy())));
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  return {
    eachSupportedId: () => databases.eachSupportedId(),
    async init(id) {
      const one = await databases.init(id);
      if (packageName) {
        await one.migrate.latest({
          directory: resolvePackagePath(packageName, 'migrations'),
        });
      }
      if (id === 'SQLITE_3') {
        return [one, one];
      }
      const other = createKnex(one.client.config);
      others.push(other);
      return [one, other];
    },
  };
}
