import {
  entityPathSchema,
  githubWorkflowsLogsReadPermission,
  isFinished,
  jobPathSchema,
  noQuerySchema,
  runPathSchema,
  runQuerySchema,
  runsQuerySchema,
} from '@internal/plugin-github-workflows-common';
import { parseRequest } from '@internal/upstream-node';
import type { Router } from 'express';
import { problem } from '../problems';
import { repositoryKey } from '../repository';
import { sendLog } from '../services/sendLog';
import { ageOf } from '../services/WorkflowService';
import { workflowViewOf } from '../workflowView';
import { detailOf, ENTITY, RouteServices } from './services';

/** The runs of an entity's repository, their jobs and logs. */
export function addRunRoutes(
  router: Router,
  {
    attempts,
    authorization,
    gateway,
    maxLogBytes,
    runLists,
    store,
    subjectOf,
    watcher,
  }: RouteServices,
): void {
  router.get(`${ENTITY}/runs`, async (req, res) => {
    const query = parseRequest(runsQuerySchema, req.query);
    const { entity, repository } = await subjectOf(
      req,
      parseRequest(entityPathSchema, req.params),
    );
    const view = workflowViewOf(entity);
    res.json(await runLists.list(repository, query, view));
  });

  router.get(`${ENTITY}/runs/:runId`, async (req, res) => {
    const { attempt } = parseRequest(runQuerySchema, req.query);
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const subject = await subjectOf(req, entity);
    const { repository } = subject;
    const [found, made] = await Promise.all([
      attempts.run(repository, runId, attempt),
      store.byRun(repositoryKey(repository), runId),
    ]);
    const viewer = await authorization.runViewer(
      subject,
      subject.credentials,
      detailOf(found.value.run),
    );
    if (found.value.run.attempt === found.value.latestAttempt) {
      watcher.noticeViewer(repository, found.value);
    }
    const { run, jobs, latestAttempt } = found.value;
    res.json({
      run,
      jobs,
      latestAttempt,
      dispatch: made?.dispatch,
      viewer,
      ...ageOf(found),
    });
  });

  router.get(`${ENTITY}/runs/:runId/attempts`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { runId, ...entity } = parseRequest(runPathSchema, req.params);
    const { repository } = await subjectOf(req, entity);
    const found = await attempts.list(repository, runId);
    res.json({ items: found.value, ...ageOf(found) });
  });

  router.get(`${ENTITY}/runs/:runId/jobs/:jobId/log`, async (req, res) => {
    parseRequest(noQuerySchema, req.query);
    const { runId, jobId, ...entity } = parseRequest(jobPathSchema, req.params);
    const { repository } = await subjectOf(
      req,
      entity,
      githubWorkflowsLogsReadPermission,
    );
    const job = await attempts.job(repository, runId, jobId);
    if (!isFinished(job)) {
      throw problem(
        'conflict',
        'log_not_ready',
        `The job ${job.name} is still under way.`,
        'GitHub gives the log when the job ends.',
      );
    }
    const controller = new AbortController();
    res.once('close', () => controller.abort());
    const log = await gateway.openLog(
      repository,
      jobId,
      controller.signal,
      () =>
        problem(
          'absent',
          'log_gone',
          `GitHub has no log of the job ${job.name} any more.`,
          'GitHub keeps logs for 90 days unless the repository says otherwise.',
        ),
    );
    await sendLog(log, res, maxLogBytes);
  });
}
