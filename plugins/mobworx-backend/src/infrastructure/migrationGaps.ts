import type { Flyway, MigrationGap } from '@internal/plugin-mobworx-common';

const applied = ({ migrations }: Flyway) =>
  migrations.filter(({ state }) => state === 'success');

/** A version names a migration; those that are repeated have none, and are named by what they do. */
const keyOf = ({ version, description }: MigrationGap['onlyHere'][number]) =>
  version === 'R' ? `R ${description}` : version;

/** How the migrations of an environment differ from those of the others. */
export function migrationGapsOf(
  here: Flyway | undefined,
  others: Array<{ environment: string; flyway: Flyway | undefined }>,
): MigrationGap[] {
  return others.flatMap(({ environment, flyway }) =>
    here && flyway
      ? [
          {
            environment,
            onlyHere: appliedBut(here, flyway),
            onlyThere: appliedBut(flyway, here),
          },
        ]
      : [],
  );
}

function appliedBut(one: Flyway, other: Flyway): MigrationGap['onlyHere'] {
  const there = new Set(applied(other).map(keyOf));
  return applied(one)
    .filter(migration => !there.has(keyOf(migration)))
    .map(({ version, description }) => ({ version, description }))
    .reverse();
}
