import type { Entity } from '@backstage/catalog-model';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  WORKFLOWS_PINNED_ANNOTATION,
} from '@internal/plugin-github-workflows-common';

/** A component with a repository. */
export const studioService: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'studio-service',
    title: 'Studio Service',
    namespace: 'default',
    description: 'Renders and stores the scenes of the studio',
    annotations: {
      [GITHUB_PROJECT_SLUG_ANNOTATION]: 'MobWorx/studio-service',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:studio' },
};

/** The System that it is part of. */
export const studio: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'studio', title: 'Studio', namespace: 'default' },
  spec: { owner: 'group:studio' },
};

/** The same component with pinned workflows: one, one that is gone, and what is no file. */
export const pinningService: Entity = {
  ...studioService,
  metadata: {
    ...studioService.metadata,
    annotations: {
      ...studioService.metadata.annotations,
      [WORKFLOWS_PINNED_ANNOTATION]: 'deploy.yml, gone.yml, ../etc/passwd',
    },
  },
};
