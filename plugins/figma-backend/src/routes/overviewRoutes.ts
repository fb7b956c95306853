import { parseEntityRef } from '@backstage/catalog-model';
import { filesQuerySchema, noQuerySchema } from '@internal/plugin-figma-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

/** Many files at once, and how the portal stands with Figma. */
export function addOverviewRoutes(
  router: Router,
  { authorization, figma, status }: RouteServices,
): void {
  router.get('/files', async (req, res) => {
    const { of } = parseRequest(filesQuerySchema, req.query);
    const entities = await authorization.withDesigns(
      req,
      of === undefined ? undefined : parseEntityRef(of),
    );
    res.json(await figma().files.read(of, entities));
  });

  router.get('/status', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    await authorization.requireStatus(req);
    res.json(await status.read());
  });
}
