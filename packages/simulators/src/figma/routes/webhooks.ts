import type { Router } from 'express';
import { z } from 'zod';
import { addEndpoint, param, type FigmaContext } from '../context';
import { FigmaError } from '../FigmaError';
import { webhookEvents } from '../Webhooks';

const bodySchema = z.object({
  event_type: z.enum(webhookEvents).exclude(['PING']),
  context: z.enum(['team', 'project', 'file']),
  context_id: z.string().min(1),
  endpoint: z.url().max(2048),
  passcode: z.string().max(100),
  status: z.enum(['ACTIVE', 'PAUSED']).default('ACTIVE'),
  description: z.string().max(150).nullable().default(null),
});

/** Webhooks: what Figma is asked to tell of by itself. */
export function addWebhookRoutes(router: Router, context: FigmaContext): void {
  const { files, webhooks } = context;
  const form = (status: number) =>
    status === 403 || status === 429 ? ('err' as const) : ('boolean' as const);
  const find = (id: string) => {
    const hook = webhooks.find(id);
    if (!hook) {
      throw new FigmaError(404, 'Webhook not found');
    }
    return hook;
  };

  addEndpoint(router, context, {
    method: 'get',
    path: '/v2/webhooks',
    tier: 2,
    scope: 'webhooks:read',
    form,
    handle(req, res) {
      const [kind, id] = [param(req, 'context'), param(req, 'context_id')];
      res.json({
        webhooks: webhooks
          .list()
          .filter(
            hook =>
              (!kind || hook.context === kind) &&
              (!id || hook.context_id === id),
          ),
      });
    },
  });

  addEndpoint(router, context, {
    method: 'post',
    path: '/v2/webhooks',
    tier: 2,
    scope: 'webhooks:write',
    form,
    handle(req, res) {
      const body = bodySchema.safeParse(req.body);
      if (!body.success) {
        throw new FigmaError(400, z.prettifyError(body.error));
      }
      if (body.data.context === 'file') {
        files.get(body.data.context_id);
      }
      res.json(webhooks.add({ team_id: files.seed.team, ...body.data }));
    },
  });

  addEndpoint(router, context, {
    method: 'get',
    path: '/v2/webhooks/:id',
    tier: 2,
    scope: 'webhooks:read',
    form,
    handle(req, res) {
      res.json(find(req.params.id));
    },
  });

  addEndpoint(router, context, {
    method: 'delete',
    path: '/v2/webhooks/:id',
    tier: 2,
    scope: 'webhooks:write',
    form,
    handle(req, res) {
      const hook = find(req.params.id);
      webhooks.remove(hook.id);
      res.json(hook);
    },
  });
}
