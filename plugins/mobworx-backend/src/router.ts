import express from 'express';
import Router from 'express-promise-router';
import { addAppsyncRoutes } from './routes/appsyncRoutes';
import { addDeploymentRoutes } from './routes/deploymentRoutes';
import { addEnvironmentRoutes } from './routes/environmentRoutes';
import { addInfrastructureRoutes } from './routes/infrastructureRoutes';
import type { RouteServices } from './routes/services';
import { addStatusRoutes } from './routes/statusRoutes';
import { addStreamRoutes } from './routes/streamRoutes';
import { addStudioRoutes } from './routes/studioRoutes';

/**
 * Translates between HTTP and the services. The contract, with every route's shapes, is
 * `@internal/plugin-mobworx-common`.
 */
export function createRouter(services: RouteServices): express.Router {
  const router = Router();
  addDeploymentRoutes(router, services);
  addEnvironmentRoutes(router, services);
  addInfrastructureRoutes(router, services);
  addStatusRoutes(router, services);
  addStreamRoutes(router, services);
  addAppsyncRoutes(router, services);
  addStudioRoutes(router, services);
  return router;
}
