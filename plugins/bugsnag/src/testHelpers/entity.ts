import type { Entity } from '@backstage/catalog-model';
import { BUGSNAG_PROJECT_KEY_ANNOTATION } from '@internal/plugin-bugsnag-common';

function makeComponent(name: string, projectKey?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: projectKey
        ? { [BUGSNAG_PROJECT_KEY_ANNOTATION]: projectKey }
        : {},
    },
  };
}

/** A component with a project in Bugsnag. */
export const webapp = makeComponent('webapp', 'MobWorx/WebApp');

/** One of which Bugsnag isn't asked. */
export const unwatched = makeComponent('document');
