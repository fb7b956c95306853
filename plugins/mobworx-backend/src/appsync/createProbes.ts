import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';

/** What is looked at of the AppSync service. */
export const createAppsyncProbes: CreateProbes = (environment, { appsync }) => {
  if (!appsync) {
    return { health: [], details: [] };
  }
  const of = { environment: environment.id, service: 'appsync' } as const;
  return {
    health: [
      {
        ...of,
        look: signal =>
          findHealth(appsync.http.upstream, async () => {
            await appsync.health(signal);
            return {};
          }),
      },
    ],
    details: [],
  };
};
