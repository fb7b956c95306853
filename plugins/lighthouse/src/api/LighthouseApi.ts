import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AuditEndpoints } from './endpoints/auditEndpoints';
import type { WebsiteEndpoints } from './endpoints/websiteEndpoints';

/**
 * What the views know of the backend.
 *
 * Every method throws a `ResponseError` of `@backstage/errors` when the backend refuses, with a
 * {@link @internal/plugin-lighthouse-common#LighthouseErrorCode} in `cause.code`.
 */
export interface LighthouseApi extends WebsiteEndpoints, AuditEndpoints {}

/** The client of the plugin’s backend. */
export const lighthouseApiRef = createApiRef<LighthouseApi>().with({
  id: 'plugin.lighthouse.client',
  pluginId: 'lighthouse',
});
