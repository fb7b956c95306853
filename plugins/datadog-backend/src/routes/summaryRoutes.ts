import type { Entity } from '@backstage/catalog-model';
import {
  entityPathSchema,
  environmentQuerySchema,
  noQuerySchema,
  summariesRequestSchema,
  SummariesResponse,
  SummaryItem,
} from '@internal/plugin-datadog-common';
import {
  isCodedError,
  parseRequest,
  refuseUnreadableBody,
} from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import { problem, problemOf } from '../problems';
import type { DatadogReader } from '../services/DatadogReader';
import { namedBy } from '../services/named';
import type { RouteServices } from './services';

/** Services in a few numbers: of one entity, and of many at once. */
export function addSummaryRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  router.get('/entities/:kind/:namespace/:name/summary', async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    const query = parseRequest(environmentQuerySchema, req.query);
    const { entity } = await authorization.entity(req, path);
    const found = reader();
    found.requireKeys();
    const { name } = found.environment(query.environment);
    res.json(await found.summaries.read(namedBy(entity), name));
  });

  router.post(
    '/summaries',
    // A hundred of the longest entity refs are 26 kB.
    [express.json({ limit: '64kb' }), refuseUnreadableBody],
    async (req: Request, res: Response) => {
      parseRequest(noQuerySchema, req.query);
      const body = parseRequest(summariesRequestSchema, req.body);
      const refs = [...new Set(body.entityRefs)];
      const entities = await authorization.entities(req, refs);
      const found = reader();
      found.requireKeys();
      const { name } = found.environment(body.environment);
      const answer: SummariesResponse = {
        environment: name,
        items: await Promise.all(
          refs.map((ref, index) => itemOf(ref, entities[index], name, found)),
        ),
      };
      res.json(answer);
    },
  );
}

async function itemOf(
  entityRef: string,
  entity: Entity | undefined,
  environment: string,
  reader: DatadogReader,
): Promise<SummaryItem> {
  try {
    if (!entity) {
      throw problem(
        'absent',
        'entity_not_found',
        `The catalog has no ${entityRef} that you can see.`,
        'Look for it in the catalog.',
      );
    }
    const summary = await reader.summaries.read(namedBy(entity), environment);
    return { entityRef, summary };
  } catch (error) {
    // Anything else is a mistake of ours, and belongs into the log.
    if (!isCodedError(error)) {
      throw error;
    }
    return { entityRef, problem: problemOf(error) };
  }
}
