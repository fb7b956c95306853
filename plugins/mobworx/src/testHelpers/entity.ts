import type { Entity } from '@backstage/catalog-model';
import {
  MOBWORX_ENVIRONMENTS_ANNOTATION,
  MOBWORX_SERVICE_ANNOTATION,
} from '@internal/plugin-mobworx-common';

/** A component that is one of the services and runs in two environments. */
export const streamService: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'stream-service',
    title: 'Stream Service',
    namespace: 'default',
    annotations: {
      [MOBWORX_SERVICE_ANNOTATION]: 'stream',
      [MOBWORX_ENVIRONMENTS_ANNOTATION]: 'staging, production',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:streaming' },
};
