import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  addDevResourceRequestSchema,
  type AddDevResourceResponse,
  entityPathSchema,
  noQuerySchema,
} from '@internal/plugin-figma-common';
import {
  isCodedError,
  parseRequest,
  refuseUnreadableBody,
} from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import type { RouteServices } from './services';

const ROUTE = '/entities/:kind/:namespace/:name/dev-resources';

/** Links from the nodes of a file to code. */
export function addDevResourceRoutes(
  router: Router,
  { auditor, authorization, figma }: RouteServices,
): void {
  router.get(ROUTE, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { design, credentials } = await authorization.subject(req, path);
    const { devResources } = figma();
    const mayAdd = await authorization.mayLink(credentials);
    res.json(await devResources.list(design, mayAdd));
  });

  router.post(
    ROUTE,
    [express.json({ limit: '4kb' }), refuseUnreadableBody],
    async (req: Request, res: Response) => {
      const path = parseRequest(entityPathSchema, req.params);
      parseRequest(noQuerySchema, req.query);
      const { nodeId } = parseRequest(addDevResourceRequestSchema, req.body);
      const event = await auditor.createEvent({
        eventId: 'dev-resource-create',
        request: req,
        severityLevel: 'medium',
        meta: { entityRef: stringifyEntityRef(path), nodeId },
      });
      try {
        const { design, entity } = await authorization.subjectToLink(req, path);
        const resource = await figma().devResources.add(
          design,
          nodeId,
          entity.metadata.title ?? entity.metadata.name,
        );
        await event.success();
        res.status(201).json({ resource } satisfies AddDevResourceResponse);
      } catch (error) {
        // Its sentence may quote what was sent; its code doesn't.
        const code = isCodedError(error) ? error.code : (error as Error).name;
        await event.fail({ error: new Error(code) });
        throw error;
      }
    },
  );
}
