import { createRouteRef } from '@backstage/frontend-plugin-api';

/** How the portal gets on with Datadog. */
export const statusRouteRef = createRouteRef();

/** The tab of an entity. */
export const entityContentRouteRef = createRouteRef();
