import {
  dispatchRequestSchema,
  GITHUB_TOKEN_HEADER,
  githubWorkflowsDispatchPermission,
  myDispatchesQuerySchema,
  workflowPathSchema,
} from '@internal/plugin-github-workflows-common';
import type { Router } from 'express';
import { repositoryKey } from '../repository';
import { parse, userTokenOf } from '../requests';
import { ENTITY, RouteServices } from './services';

/** Running a workflow, and what the caller has run. */
export function addDispatchRoutes(
  router: Router,
  {
    auditor,
    authorization,
    dispatches,
    httpAuth,
    store,
    subjectOf,
  }: RouteServices,
): void {
  router.post(`${ENTITY}/workflows/:file/dispatches`, async (req, res) => {
    const { file, ...entity } = parse(workflowPathSchema, req.params);
    const audit = await auditor.createEvent({
      eventId: 'dispatch',
      severityLevel: 'medium',
      request: req,
      meta: { ...entity, file },
    });
    try {
      const request = parse(dispatchRequestSchema, req.body);
      const detail = { file, ref: request.ref };
      const subject = await subjectOf(
        req,
        entity,
        githubWorkflowsDispatchPermission,
        detail,
      );
      const { credentials, entityRef, repository } = subject;
      const dispatch = await dispatches.dispatch({
        entityRef,
        repository,
        file,
        request,
        userRef: credentials.principal.userEntityRef,
        userToken: userTokenOf(req, GITHUB_TOKEN_HEADER),
        requireEnvironment: environment =>
          authorization.require(
            subject,
            credentials,
            githubWorkflowsDispatchPermission,
            { ...detail, environment },
          ),
      });
      await audit.success({
        meta: {
          repository: repositoryKey(repository),
          ref: dispatch.ref,
          // Values stay in the database: a log is read by more people than may see a run.
          inputs: Object.keys(dispatch.inputs),
          runId: dispatch.runId,
        },
      });
      res.status(201).json({ dispatch });
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  router.get('/dispatches/mine', async (req, res) => {
    const { limit } = parse(myDispatchesQuerySchema, req.query);
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const mine = await store.ofUser(principal.userEntityRef, limit);
    res.json({ items: mine.map(({ dispatch }) => dispatch) });
  });
}
