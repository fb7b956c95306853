import { Entity } from '@backstage/catalog-model';
import {
  entityPathSchema,
  noQuerySchema,
  summariesRequestSchema,
  SummariesResponse,
  SummaryItem,
} from '@internal/plugin-sonarqube-insights-common';
import {
  isCodedError,
  parseRequest,
  refuseUnreadableBody,
} from '@internal/upstream-node';
import express, { type Request, type Response, type Router } from 'express';
import { projectOf } from '../authorization';
import { problem, problemOf } from '../problems';
import type { SonarqubeReader } from '../services/SonarqubeReader';
import type { RouteServices } from './services';

/** Projects in a few numbers: of one entity, and of many at once. */
export function addSummaryRoutes(
  router: Router,
  { authorization, reader }: RouteServices,
): void {
  router.get('/entities/:kind/:namespace/:name/summary', async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { entityRef, project } = await authorization.subject(req, path);
    res.json(await reader.summaries.read(entityRef, project));
  });

  router.post(
    '/summaries',
    // A hundred of the longest entity refs are 26 kB.
    [express.json({ limit: '64kb' }), refuseUnreadableBody],
    async (req: Request, res: Response) => {
      parseRequest(noQuerySchema, req.query);
      const { entityRefs } = parseRequest(summariesRequestSchema, req.body);
      const refs = [...new Set(entityRefs)];
      const entities = await authorization.entities(req, refs);
      const answer: SummariesResponse = {
        items: await Promise.all(
          refs.map((ref, index) => itemOf(ref, entities[index], reader)),
        ),
      };
      res.json(answer);
    },
  );
}

async function itemOf(
  entityRef: string,
  entity: Entity | undefined,
  reader: SonarqubeReader,
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
    const summary = await reader.summaries.read(entityRef, projectOf(entity));
    return { entityRef, summary };
  } catch (error) {
    // Anything else is a mistake of ours, and belongs into the log.
    if (!isCodedError(error)) {
      throw error;
    }
    return { entityRef, problem: problemOf(error) };
  }
}
