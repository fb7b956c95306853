import type express from 'express';
import Router from 'express-promise-router';
import { addCodeRoutes } from './routes/codeRoutes';
import { addSummaryRoutes } from './routes/summaryRoutes';
import type { RouteServices } from './routes/services';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-sonarqube-insights-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addSummaryRoutes(router, services);
  addCodeRoutes(router, services);
  return router;
}
