import { noQuerySchema } from '@internal/plugin-figma-common';
import { parseRequest, refuseUnreadableBody } from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import type { RouteServices } from './services';

/** Where Figma delivers to; the only route without a token of the portal's. */
export const WEBHOOK_PATH = '/webhook';

/** A library with many changes at once has some hundred kilobytes. */
const LIMIT = '1mb';

/** Takes what Figma's webhooks deliver. */
export function addWebhookRoutes(
  router: Router,
  { webhook }: RouteServices,
): void {
  router.post(
    WEBHOOK_PATH,
    [express.json({ limit: LIMIT }), refuseUnreadableBody],
    async (req: Request, res: Response) => {
      parseRequest(noQuerySchema, req.query);
      await webhook.take(req.body);
      // Figma takes anything but 200 for a failure.
      res.status(200).json({});
    },
  );
}
