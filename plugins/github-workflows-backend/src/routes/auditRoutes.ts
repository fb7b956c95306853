import {
  auditFilterSchema,
  auditQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { sendAuditCsv } from '../services/sendAuditCsv';
import { RouteServices } from './services';

/** Who did what through the portal, and what came of it. */
export function addAuditRoutes(
  router: Router,
  { auditStore, authorization, httpAuth }: RouteServices,
): void {
  router.get('/audit', async (req, res) => {
    const query = parseRequest(auditQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorization.requireAudit(credentials, query.entity);
    res.json(await auditStore.page(query));
  });

  router.get('/audit.csv', async (req, res) => {
    const filter = parseRequest(auditFilterSchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    await authorization.requireAudit(credentials, filter.entity);
    await sendAuditCsv(auditStore, filter, res);
  });
}
