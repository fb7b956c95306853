import { createRouteRef } from '@backstage/frontend-plugin-api';

/** All design files of the catalog. */
export const designFilesRouteRef = createRouteRef();

/** The tab of an entity. */
export const entityContentRouteRef = createRouteRef();
