import {
  entityPathSchema,
  environmentQuerySchema,
  noQuerySchema,
  periodQuerySchema,
  sloHistoryQuerySchema,
  sloPathSchema,
} from '@internal/plugin-datadog-common';
import { parseRequest } from '@internal/upstream-node';
import type { Request, Router } from 'express';
import type { z } from 'zod';
import type { SeenEntity } from '../authorization';
import type { DatadogReader } from '../services/DatadogReader';
import { Named, namedBy } from '../services/named';
import type { RouteServices } from './services';

const ENTITY = '/entities/:kind/:namespace/:name';

interface Asked<Q> {
  reader: DatadogReader;
  seen: SeenEntity;
  named: Named;
  /** With an environment that there is. */
  query: Q;
}

/** Everything of one entity in full. */
export function addEntityRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  async function ask<Q extends { environment: string }>(
    req: Request,
    querySchema: z.ZodType<Q>,
  ): Promise<Asked<Q>> {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(querySchema, req.query);
    const seen = await authorization.entity(req, path);
    const found = reader();
    found.requireKeys();
    found.environment(query.environment);
    return { reader: found, seen, named: namedBy(seen.entity), query };
  }

  router.get(`${ENTITY}/monitors`, async (req, res) => {
    const {
      reader: found,
      named,
      query,
    } = await ask(req, environmentQuerySchema);
    res.json(await found.monitors.read(named, query.environment));
  });

  router.get(`${ENTITY}/slos`, async (req, res) => {
    const {
      reader: found,
      named,
      query,
    } = await ask(req, environmentQuerySchema);
    res.json(await found.slos.read(named, query.environment));
  });

  router.get(`${ENTITY}/slos/:sloId/history`, async (req, res) => {
    const { sloId } = parseRequest(sloPathSchema, req.params);
    const {
      reader: found,
      named,
      query,
    } = await ask(req, sloHistoryQuerySchema);
    const { environment, window } = query;
    res.json(await found.sloHistory.read(named, environment, sloId, window));
  });

  router.get(`${ENTITY}/signals`, async (req, res) => {
    const { reader: found, named, query } = await ask(req, periodQuerySchema);
    const { environment, period } = query;
    res.json(await found.signals.read(named, environment, period));
  });

  router.get(`${ENTITY}/incidents`, async (req, res) => {
    const {
      reader: found,
      named,
      query,
    } = await ask(req, environmentQuerySchema);
    res.json(await found.incidents.read(named, query.environment));
  });

  router.get(`${ENTITY}/events`, async (req, res) => {
    const { reader: found, named, query } = await ask(req, periodQuerySchema);
    const { environment, period } = query;
    res.json(await found.events.read(named, environment, period));
  });

  router.get(`${ENTITY}/dependencies`, async (req, res) => {
    const {
      reader: found,
      seen,
      named,
      query,
    } = await ask(req, environmentQuerySchema);
    res.json(await found.dependencies.read(named, query.environment, seen));
  });

  router.get(`${ENTITY}/dashboards`, async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { entity } = await authorization.entity(req, path);
    const found = reader();
    found.requireKeys();
    res.json(await found.dashboards.read(entity));
  });
}
