import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page of services by environments. */
export const environmentsRouteRef = createRouteRef();

/** One service in one environment. */
export const serviceRouteRef = createSubRouteRef({
  parent: environmentsRouteRef,
  path: '/:environment/:service',
});

/** The graph of the services and their clients. */
export const systemMapRouteRef = createRouteRef();

/** The page of an entity in the catalog. */
export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
