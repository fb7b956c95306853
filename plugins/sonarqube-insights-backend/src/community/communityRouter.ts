import {
  entityPathSchema,
  noQuerySchema,
} from '@internal/plugin-sonarqube-insights-common';
import { parseRequest } from '@internal/upstream-node';
import type express from 'express';
import Router from 'express-promise-router';
import { problem } from '../problems';
import type { RouteServices } from '../routes/services';

// What the community's summary has, in its order.
const MEASURES = [
  'alert_status',
  'bugs',
  'reliability_rating',
  'vulnerabilities',
  'security_rating',
  'security_hotspots_reviewed',
  'security_review_rating',
  'code_smells',
  'sqale_rating',
  'coverage',
  'duplicated_lines_density',
];

/** The answer of `@backstage-community/plugin-sonarqube-backend` 1.2. */
interface CommunitySummary {
  findings: {
    analysisDate?: string;
    measures: Array<{ metric: string; value: string }>;
  };
  instanceUrl: string;
  componentKey: string;
}

/**
 * The routes of `@backstage-community/plugin-sonarqube-backend`: its summary from the same cache as
 * ours, and the two deprecated ones closed, as they ignore who may see what. docs/adr says why.
 */
export function createCommunityRouter({
  authorization,
  reader,
}: RouteServices): express.Router {
  const router = Router();

  router.get('/entities/:kind/:namespace/:name/summary', async (req, res) => {
    const path = parseRequest(entityPathSchema, req.params);
    parseRequest(noQuerySchema, req.query);
    const { project } = await authorization.subject(req, path);
    const { value } = await reader.summaries.readRaw(project);
    const { analysedAt, measures } = value;
    const answer: CommunitySummary = {
      findings: {
        ...(analysedAt && { analysisDate: analysedAt }),
        measures: MEASURES.flatMap(metric => {
          const text = measures.get(metric);
          return text === undefined ? [] : [{ metric, value: text }];
        }),
      },
      instanceUrl: reader.summaries.instanceUrl(project),
      componentKey: project.key,
    };
    res.json(answer);
  });

  router.all(['/findings', '/instanceUrl'], async req => {
    await authorization.require(req);
    throw problem(
      'absent',
      'route_closed',
      'This route takes project keys from anybody, whoever may see the entity, so it is closed.',
      'Ask /api/sonarqube/entities/:kind/:namespace/:name/summary.',
    );
  });
  return router;
}
