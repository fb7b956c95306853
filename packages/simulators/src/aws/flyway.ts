import type { Account } from './Account';

/** A row of `flyway_schema_history`. */
export interface HistoryRow {
  installed_rank: number;
  version: string;
  description: string;
  type: string;
  script: string;
  checksum: number;
  installed_by: string;
  installed_on: string;
  execution_time: number;
  success: boolean;
}

/** The columns of `flyway_schema_history`, in their order. */
export const historyColumns = [
  'installed_rank',
  'version',
  'description',
  'type',
  'script',
  'checksum',
  'installed_by',
  'installed_on',
  'execution_time',
  'success',
] as const;

const scriptOf = (version: string, description: string) =>
  `V${version}__${description.replaceAll(' ', '_')}.sql`;

/** What Flyway did to the database of an account, oldest first. */
export function schemaHistory(account: Account): HistoryRow[] {
  const { applied, failed } = account.infrastructure.flyway;
  return account.seed.migrations
    .slice(0, applied)
    .map(({ version, description, checksum, executionTime }, index) => ({
      installed_rank: index + 1,
      version,
      description,
      type: 'SQL',
      script: scriptOf(version, description),
      checksum,
      installed_by: 'flyway',
      installed_on: account
        .daysAgo((applied - index) * 9)
        .toISOString()
        .replace('T', ' ')
        .replace('Z', ''),
      execution_time: executionTime,
      success: version !== failed,
    }));
}

/** What `flyway info -outputType=json` prints. */
export function flywayInfo(account: Account) {
  const rows = schemaHistory(account);
  const migrations = account.seed.migrations.map(({ version, description }) => {
    const row = rows.find(candidate => candidate.version === version);
    return {
      category: 'Versioned',
      version,
      rawVersion: version,
      description,
      type: 'SQL',
      installedOnUTC: row ? `${row.installed_on.replace(' ', 'T')}Z` : '',
      state: stateOf(row),
      undoable: 'No',
      filepath: `/flyway/sql/${scriptOf(version, description)}`,
      installedBy: row?.installed_by ?? '',
      executionTime: row?.execution_time ?? 0,
    };
  });
  const current = rows.filter(({ success }) => success).at(-1);
  return {
    schemaVersion: current?.version ?? null,
    schemaName: '"public"',
    migrations,
    allSchemasEmpty: rows.length === 0,
    flywayVersion: '10.20.1',
    database: account.infrastructure.cluster.id,
    warnings: [],
    operation: 'info',
  };
}

function stateOf(row: HistoryRow | undefined): string {
  if (!row) {
    return 'Pending';
  }
  return row.success ? 'Success' : 'Failed';
}
