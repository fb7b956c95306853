import type express from 'express';
import Router from 'express-promise-router';
import { addProjectRoutes } from './routes/projectRoutes';
import type { RouteServices } from './routes/services';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-bugsnag-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addProjectRoutes(router, services);
  return router;
}
