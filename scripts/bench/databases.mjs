// For numbers that are to be kept on each database that the portal can use.
import { createRequire } from 'node:module';
import path from 'node:path';
import { startPostgres } from '../postgres.mjs';
import { inRoot } from '../repository.mjs';
import { startBenchPortal } from './workflows/portal.mjs';

async function measureOn({ name, config, ofPlugin }, pluginId, measure) {
  const portal = await startBenchPortal({ database: config });
  try {
    return await measure({
      database: name,
      portal,
      async fill(write) {
        const knex = createRequire(
          inRoot(`plugins/${pluginId}-backend/package.json`),
        )('knex')(ofPlugin(portal.directory));
        try {
          await write(knex);
        } finally {
          await knex.destroy();
        }
      },
    });
  } finally {
    await portal.stop();
  }
}

/**
 * Measures on a portal with SQLite in a file, then on one with PostgreSQL.
 *
 * @param pluginId - whose tables are filled
 * @param measure - is given `database` (its name), `portal` and `fill`, which opens the plugin's
 *   database for a function that writes into it; answers with a row
 * @returns both rows
 */
export async function measureOnBothDatabases(pluginId, measure) {
  const sqlite = await measureOn(
    {
      name: 'SQLite',
      config: {
        client: 'better-sqlite3',
        connection: { directory: '../../database' },
      },
      ofPlugin: directory => ({
        client: 'better-sqlite3',
        connection: path.join(directory, `database/${pluginId}.sqlite`),
        useNullAsDefault: true,
      }),
    },
    pluginId,
    measure,
  );
  const server = await startPostgres();
  try {
    const { connectionString } = server;
    const postgres = await measureOn(
      {
        name: 'PostgreSQL',
        config: { client: 'pg', connection: connectionString },
        ofPlugin: () => ({
          client: 'pg',
          connection: connectionString.replace(
            /\/postgres$/,
            `/backstage_plugin_${pluginId}`,
          ),
        }),
      },
      pluginId,
      measure,
    );
    return [sqlite, postgres];
  } finally {
    await server.stop();
  }
}
