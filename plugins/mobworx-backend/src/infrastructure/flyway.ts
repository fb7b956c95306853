import type { Flyway, Migration } from '@internal/plugin-mobworx-common';
import { z } from 'zod';

const text = (most: number) =>
  z
    .string()
    .nullish()
    .transform(value => (value ?? '').slice(0, most));

/** What `flyway info -outputType=json` prints, as far as it is used. */
export const flywayInfoSchema = z.object({
  migrations: z
    .array(
      z.object({
        version: text(60),
        description: text(300),
        state: z.string().max(60),
        installedOnUTC: text(60),
        installedBy: text(100),
        executionTime: z.number().nullish(),
      }),
    )
    .max(5000),
});

/** Rows of `flyway_schema_history`, the oldest first. */
export const schemaHistorySchema = z
  .array(
    z.object({
      version: text(60),
      description: text(300),
      type: z.string().max(60),
      installed_by: text(100),
      installed_on: text(60),
      execution_time: z.number().nullish(),
      success: z.boolean(),
    }),
  )
  .max(5000);

/** The statement that {@link schemaHistorySchema} reads. */
export const SCHEMA_HISTORY_SQL =
  'select version, description, type, installed_by, installed_on, execution_time, success from flyway_schema_history order by installed_rank';

/**
 * Flyway's words for what became of a migration; those that aren't here never ran and never will,
 * or were undone. Source: documentation.red-gate.com/fd, "Migrations", states.
 */
const STATES: Record<string, Migration['state']> = {
  Success: 'success',
  'Out of Order': 'success',
  Outdated: 'success',
  Missing: 'success',
  Future: 'success',
  Baseline: 'success',
  Failed: 'failed',
  'Missing (Failed)': 'failed',
  'Future (Failed)': 'failed',
  Pending: 'pending',
  'Above Target': 'pending',
};

/** Flyway's own report in the contract's words. */
export function toFlyway(info: z.infer<typeof flywayInfoSchema>): Flyway {
  const migrations = info.migrations.flatMap(migration => {
    const state = Object.hasOwn(STATES, migration.state)
      ? STATES[migration.state]
      : undefined;
    return state
      ? [
          toMigration({
            ...migration,
            state,
            installedOn: migration.installedOnUTC,
          }),
        ]
      : [];
  });
  return summarize(migrations, 'flyway-info');
}

/** The history in the database in the contract's words. What is pending it doesn't know. */
export function historyToFlyway(
  rows: z.infer<typeof schemaHistorySchema>,
): Flyway {
  const migrations = rows
    // Undone ones and marks of Flyway's own aren't migrations.
    .filter(({ type }) => !/^(UNDO|DELETE|SCHEMA)/.test(type))
    .map(row =>
      toMigration({
        ...row,
        state: row.success ? 'success' : 'failed',
        // Without a zone; the database's is UTC.
        installedOn: row.installed_on && `${row.installed_on}Z`,
        installedBy: row.installed_by,
        executionTime: row.execution_time,
      }),
    );
  return summarize(migrations, 'schema-history');
}

function toMigration(found: {
  version: string;
  description: string;
  state: Migration['state'];
  installedOn: string;
  installedBy: string;
  executionTime?: number | null;
}): Migration {
  const { version, description, state, executionTime } = found;
  const at = Date.parse(found.installedOn.replace(' ', 'T'));
  return {
    // Repeatable migrations have none.
    version: version || 'R',
    description,
    state,
    ...(Number.isFinite(at) && { installedOn: new Date(at).toISOString() }),
    ...(found.installedBy && { installedBy: found.installedBy }),
    ...(state !== 'pending' &&
      typeof executionTime === 'number' &&
      executionTime >= 0 && { executionMs: Math.round(executionTime) }),
  };
}

function summarize(oldestFirst: Migration[], source: Flyway['source']): Flyway {
  const migrations = [...oldestFirst].reverse();
  const succeeded = migrations.filter(({ state }) => state === 'success');
  const newest = succeeded.find(({ version }) => version !== 'R');
  const times = succeeded.flatMap(({ installedOn }) => installedOn ?? []);
  const count = (state: Migration['state']) =>
    migrations.filter(migration => migration.state === state).length;
  return {
    ...(newest && { version: newest.version }),
    ...(times.length > 0 && { lastAppliedAt: [...times].sort().at(-1) }),
    ...(source === 'flyway-info' && { pending: count('pending') }),
    failed: count('failed'),
    migrations: migrations.slice(0, 1000),
    source,
  };
}
