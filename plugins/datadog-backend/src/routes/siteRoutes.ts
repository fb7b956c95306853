import {
  datadogStatusReadPermission,
  noQuerySchema,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

/** What holds for all entities: where Datadog is, and how the portal gets on with it. */
export function addSiteRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  router.get('/site', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    const { config } = reader();
    const answer: SiteResponse = {
      site: config.site.site,
      webUrl: config.webUrl,
      environments: config.environments,
      hasKeys: config.keys !== undefined,
      embedHosts: config.embedHosts,
      embedHostsBlocked: config.embedHostsBlocked,
    };
    res.json(answer);
  });

  router.get('/status', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req, datadogStatusReadPermission);
    const found = reader();
    found.requireKeys();
    res.json(await found.status.read());
  });
}
