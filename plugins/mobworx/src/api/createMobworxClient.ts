import type { FetchApi } from '@backstage/frontend-plugin-api';
import { BackendCalls } from '@internal/portal-react';
import { appsyncEndpoints } from './endpoints/appsyncEndpoints';
import { infrastructureEndpoints } from './endpoints/infrastructureEndpoints';
import { statusEndpoints } from './endpoints/statusEndpoints';
import { streamEndpoints } from './endpoints/streamEndpoints';
import { studioEndpoints } from './endpoints/studioEndpoints';
import type { MobworxApi } from './MobworxApi';

/** Makes the client of the plugin's backend from the app's own services. */
export function createMobworxClient(options: {
  fetchApi: FetchApi;
}): MobworxApi {
  const calls = new BackendCalls({ ...options, pluginId: 'mobworx' });
  return {
    ...statusEndpoints(calls),
    ...appsyncEndpoints(calls),
    ...streamEndpoints(calls),
    ...studioEndpoints(calls),
    ...infrastructureEndpoints(calls),
  };
}
