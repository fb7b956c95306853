import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The tab of an entity. */
export const workflowsRouteRef = createRouteRef();

/** The page of one run within the tab. */
export const runRouteRef = createSubRouteRef({
  parent: workflowsRouteRef,
  path: '/runs/:runId',
});

/** The page over all repositories. */
export const workflowsPageRouteRef = createRouteRef();

/** The page of an entity in the catalog. */
export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

/** Path of the tab below the page of an entity. */
export const WORKFLOWS_TAB_PATH = 'workflows';
