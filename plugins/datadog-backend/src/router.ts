import type express from 'express';
import Router from 'express-promise-router';
import { addEntityRoutes } from './routes/entityRoutes';
import type { RouteServices } from './routes/services';
import { addSiteRoutes } from './routes/siteRoutes';
import { addSummaryRoutes } from './routes/summaryRoutes';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-datadog-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addSiteRoutes(router, services);
  addSummaryRoutes(router, services);
  addEntityRoutes(router, services);
  return router;
}
