import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';

/** What is looked at of the Stream service. */
export const createStreamProbes: CreateProbes = (environment, { stream }) => {
  if (!stream) {
    return { health: [], details: [] };
  }
  const of = { environment: environment.id, service: 'stream' } as const;
  return {
    health: [
      {
        ...of,
        look: signal =>
          findHealth(stream.http.upstream, async () => {
            await stream.health(signal);
            return {};
          }),
      },
    ],
    details: [],
  };
};
