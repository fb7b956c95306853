import {
  codeQuerySchema,
  entityPathSchema,
  historyQuerySchema,
  issuesQuerySchema,
  noQuerySchema,
} from '@internal/plugin-sonarqube-insights-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

const ENTITY = '/entities/:kind/:namespace/:name';

/** A branch or pull request of a project in full. */
export function addCodeRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  router.get(`${ENTITY}/details`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const code = parseRequest(codeQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.details.read(entityRef, project, code));
  });

  router.get(`${ENTITY}/history`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const code = parseRequest(historyQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.history.read(entityRef, project, code));
  });

  router.get(`${ENTITY}/branches`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.branches.read(entityRef, project));
  });

  router.get(`${ENTITY}/issues`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(issuesQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.issues.read(entityRef, project, query));
  });
}
