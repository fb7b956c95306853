import type { ServiceId } from '@internal/plugin-mobworx-common';
import { ComponentType, lazy, LazyExoticComponent } from 'react';

/** What the page of a service shows below its history, each service its own; loaded when it is opened. */
export const serviceDetails: Partial<
  Record<ServiceId, LazyExoticComponent<ComponentType<{ environment: string }>>>
> = {
  appsync: lazy(() =>
    import('../AppsyncDetails').then(({ AppsyncDetails }) => ({
      default: AppsyncDetails,
    })),
  ),
  infrastructure: lazy(() =>
    import('../InfrastructureDetails').then(({ InfrastructureDetails }) => ({
      default: InfrastructureDetails,
    })),
  ),
  stream: lazy(() =>
    import('../StreamDetails').then(({ StreamDetails }) => ({
      default: StreamDetails,
    })),
  ),
  studio: lazy(() =>
    import('../StudioDetails').then(({ StudioDetails }) => ({
      default: StudioDetails,
    })),
  ),
};
