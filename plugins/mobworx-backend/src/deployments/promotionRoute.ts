import type { EnvironmentConfig } from '../config';

/** From where a release goes to where. */
export interface PromotionRoute {
  from?: EnvironmentConfig;
  to?: EnvironmentConfig;
}

/**
 * To production from the environment before it, in the order of the configuration; what is only
 * planned doesn't count.
 */
export function promotionRoute(
  environments: EnvironmentConfig[],
): PromotionRoute {
  const built = environments.filter(({ tier }) => tier !== 'planned');
  const index = built.findIndex(({ tier }) => tier === 'production');
  return index < 0 ? {} : { from: built[index - 1], to: built[index] };
}
