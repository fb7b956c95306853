import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResourcePermission } from '@backstage/plugin-permission-common';
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
import { repositoryKey } from '../repository';
import { parse, userTokenOf } from '../requests';
import { RunActionOptions } from '../services/RunActionService';
import { detailOf, ENTITY, RouteServices } from './services';

/** Cancelling a run and running it again; each, also when refused, is an audit event. */
export function addRunActionRoutes(
  router: Router,
  { auditor, authorization, runActions, runs, subjectOf }: RouteServices,
): void {
  async function act(
    req: Request,
    res: Response,
    action: {
      eventId: string;
      permission: ResourcePermission;
      run: CompoundEntityRef & { runId: number };
      meta: Record<string, string | number | boolean>;
      perform: (options: RunActionOptions) => Promise<void>;
    },
  ): Promise<void> {
    const { runId, ...entity } = action.run;
    const audit = await auditor.createEvent({
      eventId: action.eventId,
      severityLevel: 'medium',
      request: req,
      meta: { ...entity, runId, ...action.meta },
    });
    try {
      const subject = await subjectOf(req, entity);
      const { repository, credentials } = subject;
      const { run } = (await runs.run(repository, runId)).value;
      await authorization.require(
        subject,
        credentials,
        action.permission,
        detailOf(run),
      );
      const userToken = userTokenOf(req, GITHUB_TOKEN_HEADER);
      await action.perform({ repository, runId, userToken });
      await audit.success({ meta: { repository: repositoryKey(repository) } });
      res.status(202).json({ runId });
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  }

  router.post(`${ENTITY}/runs/:runId/cancel`, async (req, res) => {
    const body = parse(cancelRequestSchema, req.body ?? {});
    await act(req, res, {
      eventId: 'cancel-run',
      permission: githubWorkflowsCancelPermission,
      run: parse(runPathSchema, req.params),
      meta: body,
      perform: options => runActions.cancel(options, body),
    });
  });

  router.post(`${ENTITY}/runs/:runId/rerun`, async (req, res) => {
    const body = parse(rerunRequestSchema, req.body);
    await act(req, res, {
      eventId: 'rerun',
      permission: githubWorkflowsRerunPermission,
      run: parse(runPathSchema, req.params),
      meta: body,
      perform: options => runActions.rerun(options, body),
    });
  });

  router.post(`${ENTITY}/runs/:runId/jobs/:jobId/rerun`, async (req, res) => {
    const body = parse(rerunJobRequestSchema, req.body ?? {});
    const { jobId, ...run } = parse(jobPathSchema, req.params);
    await act(req, res, {
      eventId: 'rerun',
      permission: githubWorkflowsRerunPermission,
      run,
      meta: { ...body, jobId },
      perform: options => runActions.rerunJob(options, jobId, body),
    });
  });
}
