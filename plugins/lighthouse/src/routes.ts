import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The list of all audits. */
export const lighthouseRouteRef = createRouteRef();

/** One audit. */
export const auditRouteRef = createSubRouteRef({
  parent: lighthouseRouteRef,
  path: '/audit/:id',
});

/** The form that asks for an audit. */
export const createAuditRouteRef = createSubRouteRef({
  parent: lighthouseRouteRef,
  path: '/create-audit',
});

/** The tab of an entity. */
export const entityContentRouteRef = createRouteRef();
