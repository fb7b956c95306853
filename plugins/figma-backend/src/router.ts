import type express from 'express';
import Router from 'express-promise-router';
import { addDesignRoutes } from './routes/designRoutes';
import { addDevResourceRoutes } from './routes/devResourceRoutes';
import { addImageRoutes } from './routes/imageRoutes';
import { addOverviewRoutes } from './routes/overviewRoutes';
import type { RouteServices } from './routes/services';
import { addWebhookRoutes } from './routes/webhookRoutes';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-figma-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addDesignRoutes(router, services);
  addImageRoutes(router, services);
  addDevResourceRoutes(router, services);
  addOverviewRoutes(router, services);
  addWebhookRoutes(router, services);
  return router;
}
