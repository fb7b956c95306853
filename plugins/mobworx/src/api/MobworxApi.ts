import { createApiRef } from '@backstage/frontend-plugin-api';
import type { AppsyncEndpoints } from './endpoints/appsyncEndpoints';
import type { InfrastructureEndpoints } from './endpoints/infrastructureEndpoints';
import type { StatusEndpoints } from './endpoints/statusEndpoints';
import type { StreamEndpoints } from './endpoints/streamEndpoints';
import type { StudioEndpoints } from './endpoints/studioEndpoints';

/**
 * What the views know of the backend. Environments are named by their configured ids.
 *
 * Every method throws a `ResponseError` of `@backstage/errors` when the backend refuses, with a
 * {@link @internal/plugin-mobworx-common#MobworxErrorCode} in `cause.code`.
 */
export interface MobworxApi
  extends
    StatusEndpoints,
    AppsyncEndpoints,
    StreamEndpoints,
    StudioEndpoints,
    InfrastructureEndpoints {}

/** The client of the plugin's backend. */
export const mobworxApiRef = createApiRef<MobworxApi>().with({
  id: 'plugin.mobworx.client',
  pluginId: 'mobworx',
});
