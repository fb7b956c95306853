import {
  type Audit,
  auditIdSchema,
  type AuditServiceSummary,
  type AuditServiceWebsite,
  type AuditSummary,
  lighthouseAuditCreatePermission,
  lighthouseAuditDeletePermission,
  parseAuditUrl,
} from '@internal/plugin-lighthouse-common';
import { refuseUnreadableBody } from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import { audited, withoutSecrets } from '../audited';
import {
  answerInPlainText,
  ContractRefusal,
  listOptionsOf,
  readAuditOrder,
} from '../auditService/contract';
import { renderHtml } from '../auditService/renderHtml';
import { requesterOf } from '../authorization';
import type { RouteServices } from './services';

/** Most audits of a website that an answer has; that service gave all there were. */
const AUDITS_OF_WEBSITE = 100;
/** A client that waits for the end of an audit gets it as it is after this time. */
const LONGEST_WAIT_MS = 600_000;

const readBody = [express.json({ limit: '64kb' }), refuseUnreadableBody];

/**
 * The REST contract of spotify/lighthouse-audit-service 2.0, for clients that know it: the same
 * shapes and errors in plain text, behind the portal's authentication and permissions. What waits
 * in the queue is `RUNNING` there.
 */
export function addAuditServiceRoutes(
  router: Router,
  services: RouteServices,
): void {
  const { auditor, authorization, audits, auditStore, websiteStore } = services;

  router.get('/_ping', async (req, res) => {
    await authorization.whoever(req);
    res.sendStatus(200);
  });

  router.post('/v1/audits', readBody, async (req: Request, res: Response) => {
    const order = readAuditOrder(req.body);
    const deed = {
      eventId: 'audit-create' as const,
      request: req,
      meta: { url: withoutSecrets(order.url), formFactor: order.formFactor },
    };
    const { audit } = await audited(auditor, deed, async tell => {
      const credentials = await authorization.require(
        req,
        lighthouseAuditCreatePermission,
      );
      const created = await audits.create(order, requesterOf(credentials));
      tell({ auditId: created.audit.id, joined: created.joined });
      return created;
    });
    res.status(201);
    if (!order.awaitAuditCompleted) {
      await sendAudit(res, audit);
      return;
    }
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const ended = await audits.waitForEnd(
      audit.id,
      AbortSignal.any([gone.signal, AbortSignal.timeout(LONGEST_WAIT_MS)]),
    );
    await sendAudit(res, ended);
  });

  router.get('/v1/audits', async (req, res) => {
    const page = listOptionsOf(req.query);
    await authorization.require(req);
    const [items, total] = await Promise.all([
      auditStore.list(page),
      auditStore.count(),
    ]);
    res.json({ items: items.map(summaryOf), total, ...page });
  });

  router.get('/v1/audits/:id', async (req, res) => {
    await authorization.require(req);
    const audit = await read(req.params.id);
    // Exactly this, and nothing beside it, asks for JSON.
    if (req.header('Accept') === 'application/json') {
      await sendAudit(res, audit);
      return;
    }
    if (!audit.hasReport) {
      throw new ContractRefusal(
        404,
        `audit "${audit.id}" has no report: it is ${statusOf(audit)}`,
      );
    }
    res.set({
      'Content-Type': 'text/html; charset=utf-8',
      // The report runs its own scripts: in an origin of its own, where it has no session.
      'Content-Security-Policy':
        "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    });
    res.send(await renderHtml(await audits.readReport(audit.id)));
  });

  router.delete('/v1/audits/:id', async (req, res) => {
    const { id } = req.params;
    const deed = {
      eventId: 'audit-delete' as const,
      request: req,
      meta: { auditId: id.slice(0, 60) },
    };
    const body = await audited(auditor, deed, async tell => {
      await authorization.require(req, lighthouseAuditDeletePermission);
      const audit = await read(id);
      const answer = await bodyOf(audit);
      await audits.delete(audit.id);
      tell({ url: withoutSecrets(audit.url), formFactor: audit.formFactor });
      return answer;
    });
    res.type('json').send(body);
  });

  router.get('/v1/audits/:id/website', async (req, res) => {
    await authorization.require(req);
    res.json(await readWebsite((await read(req.params.id)).url));
  });

  router.get('/v1/websites', async (req, res) => {
    const page = listOptionsOf(req.query);
    await authorization.require(req);
    const [found, total] = await Promise.all([
      websiteStore.list(page, AUDITS_OF_WEBSITE),
      websiteStore.count(),
    ]);
    const items = found
      .filter(website => website.audits.length > 0)
      .map(websiteOf);
    res.json({ items, total, ...page });
  });

  router.get('/v1/websites/:url', async (req, res) => {
    await authorization.require(req);
    res.json(await readWebsite(req.params.url));
  });

  router.use('/v1', answerInPlainText(services.logger));
  router.use('/_ping', answerInPlainText(services.logger));

  async function read(id: string): Promise<Audit> {
    const audit = auditIdSchema.safeParse(id).success
      ? await auditStore.read(id)
      : undefined;
    if (!audit) {
      throw new ContractRefusal(
        404,
        `audit not found for id "${id.slice(0, 100)}"`,
      );
    }
    return audit;
  }

  async function readWebsite(text: string): Promise<AuditServiceWebsite> {
    const { url } = parseAuditUrl(text);
    const found =
      url === undefined
        ? undefined
        : await websiteStore.read(url, { limit: AUDITS_OF_WEBSITE, offset: 0 });
    if (!found) {
      throw new ContractRefusal(
        404,
        `no audited website found for url "${text.slice(0, 2000)}"`,
      );
    }
    return websiteOf(found);
  }

  /** The report isn't parsed here: it is put in as it is. */
  async function bodyOf(audit: Audit): Promise<string> {
    const { categories: _left, ...body } = summaryOf(audit);
    const json = JSON.stringify(body);
    return audit.hasReport
      ? `${json.slice(0, -1)},"report":${await audits.readReport(audit.id)}}`
      : json;
  }

  async function sendAudit(res: Response, audit: Audit): Promise<void> {
    res.type('json').send(await bodyOf(audit));
  }
}

function websiteOf({
  url,
  audits,
}: {
  url: string;
  audits: AuditSummary[];
}): AuditServiceWebsite {
  const items = audits.map(summaryOf);
  return { url, audits: items, lastAudit: items[0] };
}

function summaryOf(audit: AuditSummary): AuditServiceSummary {
  const { id, url, timeCreated, timeCompleted, categories } = audit;
  const status = statusOf(audit);
  return {
    id,
    url,
    timeCreated,
    ...(timeCompleted !== undefined && { timeCompleted }),
    status,
    ...(status === 'COMPLETED' && {
      categories: Object.fromEntries(
        categories.map(category => [category.id, category]),
      ),
    }),
  };
}

function statusOf({ status }: AuditSummary): AuditServiceSummary['status'] {
  return status === 'QUEUED' ? 'RUNNING' : status;
}
