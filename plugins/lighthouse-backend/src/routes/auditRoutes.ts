import { gunzipSync } from 'node:zlib';
import {
  type AuditResponse,
  auditPathSchema,
  comparisonQuerySchema,
  createAuditRequestSchema,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  noQuerySchema,
} from '@internal/plugin-lighthouse-common';
import { parseRequest, refuseUnreadableBody } from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import { audited, withoutSecrets } from '../audited';
import { requesterOf } from '../authorization';
import type { RouteServices } from './services';

const readBody = [express.json({ limit: '32kb' }), refuseUnreadableBody];

/** One audit: asked for, looked at, compared, deleted. */
export function addAuditRoutes(
  router: Router,
  { auditor, authorization, audits }: RouteServices,
): void {
  router.post('/audits', readBody, async (req: Request, res: Response) => {
    parseRequest(noQuerySchema, req.query);
    const request = parseRequest(createAuditRequestSchema, req.body);
    const deed = {
      eventId: 'audit-create' as const,
      request: req,
      meta: {
        url: withoutSecrets(request.url),
        formFactor: request.formFactor,
      },
    };
    const answer = await audited(auditor, deed, async tell => {
      const credentials = await authorization.require(
        req,
        lighthouseAuditCreatePermission,
      );
      const created = await audits.create(request, requesterOf(credentials));
      tell({ auditId: created.audit.id, joined: created.joined });
      return created;
    });
    res.status(answer.joined ? 200 : 201).json(answer);
  });

  router.get('/audits/:id', async (req, res) => {
    const { id } = parseRequest(auditPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    res.json(await audits.read(id));
  });

  router.get('/audits/:id/report', async (req, res) => {
    const { id } = parseRequest(auditPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    await authorization.require(req);
    const packed = await audits.readPackedReport(id);
    res.set({
      'Content-Type': 'application/json; charset=utf-8',
      // A report never changes; whether somebody may read it may.
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Encoding, Authorization, Cookie',
    });
    if (req.acceptsEncodings('gzip')) {
      res.set('Content-Encoding', 'gzip').end(packed);
    } else {
      res.end(gunzipSync(packed));
    }
  });

  router.get('/audits/:id/comparison', async (req, res) => {
    const { id } = parseRequest(auditPathSchema, req.params);
    const query = parseRequest(comparisonQuerySchema, req.query);
    await authorization.require(req);
    res.json(await audits.compare(id, query.with));
  });

  router.delete('/audits/:id', async (req, res) => {
    const { id } = parseRequest(auditPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const deed = {
      eventId: 'audit-delete' as const,
      request: req,
      meta: { auditId: id },
    };
    const audit = await audited(auditor, deed, async tell => {
      await authorization.require(req, lighthouseAuditDeletePermission);
      const deleted = await audits.delete(id);
      tell({
        url: withoutSecrets(deleted.url),
        formFactor: deleted.formFactor,
      });
      return deleted;
    });
    const answer: AuditResponse = { audit };
    res.json(answer);
  });
}
