import type {
  Flyway,
  Problem,
  Proxy,
  Stack,
  Stored,
} from '@internal/plugin-mobworx-common';

/** What was seen of an infrastructure, by subject, as the store has it. */
type InfrastructureSnapshots = Map<string, Stored<unknown>>;

/**
 * Tells what is wrong with the infrastructure, so that it counts as degraded: a proxy that can't
 * reach its database, a migration that failed, a stack whose last change didn't succeed.
 *
 * @returns the first of them, with the number of others; nothing when all is well, as far as known
 */
export function concernOf(seen: InfrastructureSnapshots): Problem | undefined {
  const concerns = [
    ...ofProxy(seen.get('proxy')?.value as Proxy | undefined),
    ...ofFlyway(seen.get('flyway')?.value as Flyway | undefined),
    ...ofStacks(seen.get('stacks')?.value as Stack[] | undefined),
  ];
  if (concerns.length === 0) {
    return undefined;
  }
  const [[what, remedy], ...others] = concerns;
  return {
    code: 'upstream_unwell',
    message:
      `${what}${others.length > 0 ? ` (and ${others.length} more)` : ''}.`.slice(
        0,
        500,
      ),
    remedy,
  };
}

type Concern = [what: string, remedy: string];

function ofProxy(proxy: Proxy | undefined): Concern[] {
  return (proxy?.targets ?? [])
    .filter(({ state }) => state === 'UNAVAILABLE')
    .map(({ id, reason }) => [
      `RDS Proxy can't reach ${id}${reason ? `: ${reason.replace(/\.$/, '')}` : ''}`,
      'Look at the database instance and the credentials of the proxy.',
    ]);
}

function ofFlyway(flyway: Flyway | undefined): Concern[] {
  return (flyway?.migrations ?? [])
    .filter(({ state }) => state === 'failed')
    .map(({ version, description }) => [
      `Migration ${version} (${description}) failed`,
      'Mend the database, then run flyway repair and migrate again.',
    ]);
}

function ofStacks(stacks: Stack[] | undefined): Concern[] {
  return (stacks ?? [])
    .filter(({ healthy }) => !healthy)
    .map(({ name, state }) => [
      `The stack ${name} is in the state ${state}`,
      "Read the stack's events in CloudFormation, and deploy it again.",
    ]);
}
