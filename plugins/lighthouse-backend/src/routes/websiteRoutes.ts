import {
  entityPathSchema,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  noQuerySchema,
  websitePathSchema,
  websiteQuerySchema,
  websitesQuerySchema,
} from '@internal/plugin-lighthouse-common';
import { parseRequest, readEntity } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

/** Websites, the pages of an entity, and whether the portal can audit at all. */
export function addWebsiteRoutes(
  router: Router,
  { authorization, catalog, entities, state, websites }: RouteServices,
): void {
  router.get('/state', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const credentials = await authorization.require(req);
    const [create, remove] = await authorization.allows(credentials, [
      lighthouseAuditCreatePermission,
      lighthouseAuditDeletePermission,
    ]);
    res.json(await state.read({ create, delete: remove }));
  });

  router.get('/websites', async (req, res) => {
    const query = parseRequest(websitesQuerySchema, req.query);
    await authorization.require(req);
    res.json(await websites.list(query));
  });

  router.get('/websites/:url', async (req, res) => {
    const { url } = parseRequest(websitePathSchema, req.params);
    const query = parseRequest(websiteQuerySchema, req.query);
    await authorization.require(req);
    res.json(await websites.read(url, query));
  });

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const ref = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const credentials = await authorization.require(req);
    const entity = await readEntity(catalog, ref, credentials);
    res.json(await entities.read(entity));
  });
}
