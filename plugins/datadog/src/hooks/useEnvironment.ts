import type { Environment } from '@internal/plugin-datadog-common';
import { useViewParam } from '@internal/portal-react';

/**
 * Which environment the address names; the first of the configuration without one, or where there
 * is none of that name.
 *
 * @param environments - at least one
 */
export function useEnvironment(
  environments: Environment[],
): [environment: Environment, change: (name: string) => void] {
  const [name, change] = useViewParam(
    'environment',
    environments.map(one => one.name),
  );
  const [first] = environments;
  return [
    environments.find(one => one.name === name) ?? first,
    next => change(next === first.name ? undefined : next, { replace: true }),
  ];
}
