import type { Clients } from '../clients';
import type { EnvironmentConfig } from '../config';
import { createAppsyncProbes } from '../appsync/createProbes';
import { createInfrastructureProbes } from '../infrastructure/createProbes';
import { createStreamProbes } from '../stream/createProbes';
import { createStudioProbes } from '../studio/createProbes';
import type { SnapshotStore } from '../store/SnapshotStore';
import type { HealthProbe, Probe } from './Probe';

/** What is looked at in one environment, or in several. */
export interface Probes {
  health: HealthProbe[];
  details: Probe[];
}

/**
 * Makes the probes of a service in one environment; nothing where the service isn't configured.
 * Each service has one in its folder.
 */
export type CreateProbes = (
  environment: EnvironmentConfig,
  clients: Clients,
  stored: { snapshots: SnapshotStore },
) => Probes;

const services: CreateProbes[] = [
  createInfrastructureProbes,
  createAppsyncProbes,
  createStreamProbes,
  createStudioProbes,
];

/** Makes all probes of all environments that are built. */
export function createProbes(
  environments: EnvironmentConfig[],
  clientsOf: (environment: string) => Clients,
  stored: { snapshots: SnapshotStore },
): Probes {
  const all = environments
    .filter(({ tier }) => tier !== 'planned')
    .flatMap(environment =>
      services.map(create =>
        create(environment, clientsOf(environment.id), stored),
      ),
    );
  return {
    health: all.flatMap(({ health }) => health),
    details: all.flatMap(({ details }) => details),
  };
}
