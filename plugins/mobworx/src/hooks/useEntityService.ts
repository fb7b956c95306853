import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EnvironmentState,
  MOBWORX_ENVIRONMENTS_ANNOTATION,
  mobworxServiceOf,
  ServiceId,
  ServiceState,
} from '@internal/plugin-mobworx-common';

/** A service in one of the environments. */
export interface PlacedService {
  environment: EnvironmentState;
  state: ServiceState;
}

/**
 * Which service the entity is whose page is shown, and where it runs by its annotations: in every
 * environment unless it names some. Planned environments are kept: they are planned for all.
 */
export function useEntityService() {
  const { entity } = useEntity();
  const service = mobworxServiceOf(entity);
  const named = entity.metadata.annotations?.[
    MOBWORX_ENVIRONMENTS_ANNOTATION
  ]?.split(',')
    .map(id => id.trim())
    .filter(Boolean);
  const runsIn = ({ id, tier }: EnvironmentState) =>
    !named || named.includes(id) || tier === 'planned';
  const placesIn = (environments: EnvironmentState[]): PlacedService[] =>
    environments.filter(runsIn).flatMap(environment => {
      const state = environment.services.find(one => one.service === service);
      return state ? [{ environment, state }] : [];
    });
  return { service: service as ServiceId, placesIn };
}
