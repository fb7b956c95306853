import { createHash } from 'node:crypto';
import {
  historyQuerySchema,
  noQuerySchema,
  servicePathSchema,
} from '@internal/plugin-mobworx-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

/** How the services are, and how they were. */
export function addStatusRoutes(
  router: Router,
  { authorization, environments, history, status }: RouteServices,
): void {
  // The same text goes to many readers.
  const tags = new WeakMap<Buffer, string>();
  function tagOf(body: Buffer): string {
    const tag =
      tags.get(body) ??
      `"${createHash('sha1').update(body).digest('base64url')}"`;
    tags.set(body, tag);
    return tag;
  }

  router.get('/status', async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    const body = await status.read();
    res.set({
      'Content-Type': 'application/json; charset=utf-8',
      ETag: tagOf(body),
    });
    res.send(body);
  });

  router.get(
    '/environments/:environment/services/:service/history',
    async (req, res) => {
      const { environment, service } = parseRequest(
        servicePathSchema,
        req.params,
      );
      const { window } = parseRequest(historyQuerySchema, req.query);
      await authorization.require(req);
      environments.with(environment, service);
      res.json(await history.read(environment, service, window));
    },
  );
}
