import type { FetchApi } from '@backstage/frontend-plugin-api';
import { BackendCalls } from '@internal/portal-react';
import { auditEndpoints } from './endpoints/auditEndpoints';
import { websiteEndpoints } from './endpoints/websiteEndpoints';
import type { LighthouseApi } from './LighthouseApi';

/** Makes the client of the plugin’s backend from the app’s own services. */
export function createLighthouseClient(options: {
  fetchApi: FetchApi;
}): LighthouseApi {
  const calls = new BackendCalls({ ...options, pluginId: 'lighthouse' });
  return { ...websiteEndpoints(calls), ...auditEndpoints(calls) };
}
