import {
  entityPathSchema,
  noQuerySchema,
  refDetailsQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { ageOf } from '../services/WorkflowService';
import { ENTITY, RouteServices } from './services';

/** What helps to fill in a form: how far refs are from the default branch, and the team's presets. */
export function addFormHelpRoutes(
  router: Router,
  { presets, refDetails, repositories, subjectOf }: RouteServices,
): void {
  router.get(`${ENTITY}/refs/details`, async (req, res) => {
    const { type, q, ref } = parseRequest(refDetailsQuerySchema, req.query);
    const { repository } = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const refs =
      ref === undefined
        ? (await repositories.refs(repository, type, q)).value.items
        : [(await repositories.filesAt(repository, type, ref)).value.ref];
    const details = await refDetails.details(repository, type, refs);
    res.json({ ...details.value, ...ageOf(details) });
  });

  router.get(`${ENTITY}/presets`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { repository } = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const found = await presets.presets(repository);
    res.json({ ...found.value, ...ageOf(found) });
  });
}
