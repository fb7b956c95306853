import {
  noQuerySchema,
  overviewQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { RouteServices } from './services';

/** What goes on in many repositories at once, and how the plugin itself is. */
export function addOverviewRoutes(
  router: Router,
  { httpAuth, overview, status, wideAuthorization }: RouteServices,
): void {
  router.get('/overview', async (req, res) => {
    const query = parseRequest(overviewQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(
      await overview.of(await wideAuthorization.subjects(query, credentials)),
    );
  });

  router.get('/status', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await wideAuthorization.requireStatus(credentials);
    res.json(await status.status());
  });
}
