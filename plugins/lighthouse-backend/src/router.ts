import express from 'express';
import Router from 'express-promise-router';
import { addAuditRoutes } from './routes/auditRoutes';
import { addAuditServiceRoutes } from './routes/auditServiceRoutes';
import type { RouteServices } from './routes/services';
import { addWebsiteRoutes } from './routes/websiteRoutes';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-lighthouse-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addAuditRoutes(router, services);
  addWebsiteRoutes(router, services);
  addAuditServiceRoutes(router, services);
  return router;
}
