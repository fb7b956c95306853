import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';

/** What is looked at of the Studio service. */
export const createStudioProbes: CreateProbes = (environment, { studio }) => {
  if (!studio) {
    return { health: [], details: [] };
  }
  const of = { environment: environment.id, service: 'studio' } as const;
  return {
    health: [
      {
        ...of,
        look: signal =>
          findHealth(studio.http.upstream, () => studio.health(signal)),
      },
    ],
    details: [],
  };
};
