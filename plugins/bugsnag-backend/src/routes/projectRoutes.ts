import {
  entityPathSchema,
  errorsQuerySchema,
  noQuerySchema,
  releasesQuerySchema,
  trendQuerySchema,
} from '@internal/plugin-bugsnag-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import type { RouteServices } from './services';

const ENTITY = '/entities/:kind/:namespace/:name';

/** What there is about the project of an entity. */
export function addProjectRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  router.get(`${ENTITY}/summary`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.summaries.read(entityRef, project));
  });

  router.get(`${ENTITY}/errors`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(errorsQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.errors.read(entityRef, project, query));
  });

  router.get(`${ENTITY}/trend`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(trendQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.trend.read(entityRef, project, query));
  });

  router.get(`${ENTITY}/stability`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.stability.read(entityRef, project));
  });

  router.get(`${ENTITY}/releases`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(releasesQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.releases.read(entityRef, project, query));
  });
}
