import type { Entity } from '@backstage/catalog-model';
import {
  LIGHTHOUSE_BUDGETS_ANNOTATION,
  LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
  LIGHTHOUSE_PAGES_ANNOTATION,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
} from '@internal/plugin-lighthouse-common';
import { SITE } from './builders';

/** A component with a website in two environments and one more page on each. */
export const webapp: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'webapp',
    title: 'WebApp',
    namespace: 'default',
    annotations: {
      [LIGHTHOUSE_WEBSITE_URL_ANNOTATION]: SITE,
      [LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION]: `production=${SITE}, staging=https://staging.mobworx.example`,
      [LIGHTHOUSE_PAGES_ANNOTATION]: '/join',
      [LIGHTHOUSE_BUDGETS_ANNOTATION]: 'performance >= 90',
    },
  },
  spec: { type: 'website', lifecycle: 'production', owner: 'group:web' },
};
