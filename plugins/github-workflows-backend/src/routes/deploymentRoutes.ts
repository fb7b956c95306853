import {
  entityPathSchema,
  GITHUB_TOKEN_HEADER,
  githubWorkflowsApprovePermission,
  noQuerySchema,
  preflightRequestSchema,
  reviewRequestSchema,
  runPathSchema,
  workflowPathSchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { userTokenOf } from '../userToken';
import { workflowViewOf } from '../workflowView';
import { detailOf, ENTITY, RouteServices } from './services';

/** What a run would touch, what waits for a review, and the reviews themselves. */
export function addDeploymentRoutes(
  router: Router,
  {
    auditedActions,
    authorization,
    httpAuth,
    preflights,
    reviews,
    runs,
    subjectOf,
    waitingRuns,
  }: RouteServices,
): void {
  // A POST, because inputs are nothing for an address; it changes nothing.
  router.post(`${ENTITY}/workflows/:file/preflight`, async (req, res) => {
    const { file, ...entity } = parseRequest(workflowPathSchema, req.params);
    const request = parseRequest(preflightRequestSchema, req.body);
    const { repository } = await subjectOf(req, entity);
    res.json(await preflights.preflight(repository, file, request));
  });

  router.get(`${ENTITY}/waiting`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const entity = parseRequest(entityPathSchema, req.params);
    const subject = await subjectOf(req, entity);
    const view = workflowViewOf(subject.entity);
    res.json(await waitingRuns.list(subject.repository, view));
  });

  router.get(`${ENTITY}/runs/:runId/deployments`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const subject = await subjectOf(req, entity);
    const { credentials, repository } = subject;
    const { run } = (await runs.run(repository, runId)).value;
    const shown = await reviews.overview({
      repository,
      runId,
      userRef: credentials.principal.userEntityRef,
      userToken: userTokenOf(req, GITHUB_TOKEN_HEADER),
      requireEnvironment: environment =>
        authorization.require(
          subject,
          credentials,
          githubWorkflowsApprovePermission,
          { ...detailOf(run), environment },
        ),
    });
    res.json(shown);
  });

  router.post(`${ENTITY}/runs/:runId/deployments`, async (req, res) => {
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const request = parseRequest(reviewRequestSchema, req.body);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const reviewer = {
      runId,
      userRef: credentials.principal.userEntityRef,
      userToken: userTokenOf(req, GITHUB_TOKEN_HEADER),
    };
    const given = await auditedActions.perform(
      { credentials, request: req },
      {
        action: request.state === 'approved' ? 'approve' : 'reject',
        permission: githubWorkflowsApprovePermission,
        entity,
        runId,
        details: { environmentIds: request.environmentIds.join(', ') },
        key: request.idempotencyKey,
        // The first one stands for all in the audit; each is asked for before it is reviewed.
        detail: async ({ repository }) => ({
          ...detailOf((await runs.run(repository, runId)).value.run),
          environment: await reviews.firstEnvironment(
            { ...reviewer, repository },
            request,
          ),
        }),
        perform: (subject, detail) =>
          reviews.review(
            {
              ...reviewer,
              repository: subject.repository,
              requireEnvironment: environment =>
                authorization.require(
                  subject,
                  credentials,
                  githubWorkflowsApprovePermission,
                  { ...detail, environment },
                ),
            },
            request,
            detail.environment!,
          ),
      },
    );
    res.json(given);
  });
}
