import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page of services by environments. */
export const environmentsRouteRef = createRouteRef();

/** The graph of the services and their clients. */
export const systemMapRouteRef = createRouteRef();

/** The page of an entity in the catalog. */
export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
