import type { CreateProbes } from '../probes/createProbes';
import { findHealth } from '../probes/findHealth';
import { ControlPlane } from './ControlPlane';
import { readAccess } from './readAccess';
import { readSchema } from './readSchema';

/** What is looked at of the AppSync service. */
export const createAppsyncProbes: CreateProbes = (
  environment,
  { appsync, aws },
) => {
  const config = environment.services.appsync;
  if (!appsync || !config) {
    return { health: [], details: [] };
  }
  const of = { environment: environment.id, service: 'appsync' } as const;
  const { auth, apiId, schemaFrom } = config;
  const controlPlane = aws && apiId ? new ControlPlane(aws, apiId) : undefined;
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
    details: [
      {
        ...of,
        subject: 'access',
        rhythm: 'infrastructure',
        look: signal => readAccess(auth, appsync, controlPlane, signal),
      },
      {
        ...of,
        subject: 'schema',
        rhythm: 'schema',
        look: signal => readSchema(schemaFrom, appsync, controlPlane, signal),
      },
    ],
  };
};
