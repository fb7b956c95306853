import { entityPathSchema, noQuerySchema } from '@internal/plugin-figma-common';
import { parseRequest } from '@internal/upstream-node';
import type { Request, Router } from 'express';
import type { Design } from '../services/designs';
import type { FigmaServices, RouteServices } from './services';

const ENTITY = '/entities/:kind/:namespace/:name';

/** What the design file of an entity has. */
export function addDesignRoutes(
  router: Router,
  { authorization, figma }: RouteServices,
): void {
  const add = (
    route: string,
    read: (services: FigmaServices, design: Design) => Promise<object>,
  ) =>
    router.get(`${ENTITY}/${route}`, async (req: Request, res) => {
      const path = parseRequest(entityPathSchema, req.params);
      parseRequest(noQuerySchema, req.query);
      const { design } = await authorization.subject(req, path);
      res.json(await read(figma(), design));
    });

  add('summary', ({ summaries }, design) => summaries.read(design));
  add('frames', ({ designs }, design) => designs.frames(design));
  add('sections', ({ designs }, design) => designs.sections(design));
  add('comments', ({ designs }, design) => designs.comments(design));
  add('versions', ({ designs }, design) => designs.versions(design));
  add('components', ({ library }, design) => library.read(design));
}
