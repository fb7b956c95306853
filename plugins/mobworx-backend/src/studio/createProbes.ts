import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';

/** The subject of Studio's list of sessions. */
export const SESSIONS_SUBJECT = 'sessions';

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
    details: [
      {
        ...of,
        subject: SESSIONS_SUBJECT,
        rhythm: 'details',
        look: signal => studio.sessions(signal),
      },
    ],
  };
};
