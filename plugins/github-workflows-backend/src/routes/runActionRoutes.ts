import { CompoundEntityRef } from '@backstage/catalog-model';
import {
  cancelRequestSchema,
  GITHUB_TOKEN_HEADER,
  githubWorkflowsCancelPermission,
  githubWorkflowsRerunPermission,
  jobPathSchema,
  rerunJobRequestSchema,
  rerunRequestSchema,
  runPathSchema,
} from '@internal/plugin-github-workflows-common';
import type { Request, Response, Router } from 'express';
import { parseRequest } from '@internal/upstream-node';
import { userTokenOf } from '../userToken';
import { AuditedAction } from '../services/AuditedActions';
import { RunActionOptions } from '../services/RunActionService';
import { detailOf, ENTITY, RouteServices } from './services';

/** Cancelling a run and running it again; each, also when refused, is written down in the audit. */
export function addRunActionRoutes(
  router: Router,
  { auditedActions, httpAuth, runActions, runs }: RouteServices,
): void {
  async function act(
    req: Request,
    res: Response,
    action: Pick<AuditedAction<void>, 'action' | 'permission' | 'details'> & {
      run: CompoundEntityRef & { runId: number };
      perform: (options: RunActionOptions) => Promise<void>;
    },
  ): Promise<void> {
    const { runId, ...entity } = action.run;
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const userToken = userTokenOf(req, GITHUB_TOKEN_HEADER);
    await auditedActions.perform(
      { credentials, request: req },
      {
        ...action,
        entity,
        runId,
        detail: async ({ repository }) =>
          detailOf((await runs.run(repository, runId)).value.run),
        perform: ({ repository, entityRef }) =>
          action.perform({
            repository,
            runId,
            userToken,
            follower: {
              userRef: credentials.principal.userEntityRef,
              entityRef,
            },
          }),
      },
    );
    res.status(202).json({ runId });
  }

  router.post(`${ENTITY}/runs/:runId/cancel`, async (req, res) => {
    const body = parseRequest(cancelRequestSchema, req.body ?? {});
    await act(req, res, {
      action: body.force ? 'force-cancel' : 'cancel',
      permission: githubWorkflowsCancelPermission,
      run: parseRequest(runPathSchema, req.params),
      perform: options => runActions.cancel(options, body),
    });
  });

  router.post(`${ENTITY}/runs/:runId/rerun`, async (req, res) => {
    const body = parseRequest(rerunRequestSchema, req.body);
    await act(req, res, {
      action: body.jobs === 'all' ? 'rerun' : 'rerun-failed',
      permission: githubWorkflowsRerunPermission,
      run: parseRequest(runPathSchema, req.params),
      details: { debug: body.debug },
      perform: options => runActions.rerun(options, body),
    });
  });

  router.post(`${ENTITY}/runs/:runId/jobs/:jobId/rerun`, async (req, res) => {
    const body = parseRequest(rerunJobRequestSchema, req.body ?? {});
    const { jobId, ...run } = parseRequest(jobPathSchema, req.params);
    await act(req, res, {
      action: 'rerun-job',
      permission: githubWorkflowsRerunPermission,
      run,
      details: { ...body, jobId },
      perform: options => runActions.rerunJob(options, jobId, body),
    });
  });
}
