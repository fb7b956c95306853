import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import {
  dispatchRequestSchema,
  entityPathSchema,
  GITHUB_TOKEN_HEADER,
  githubWorkflowsDispatchPermission,
  githubWorkflowsLogsReadPermission,
  isFinished,
  jobPathSchema,
  myDispatchesQuerySchema,
  noQuerySchema,
  refQuerySchema,
  refsQuerySchema,
  runPathSchema,
  runsQuerySchema,
  workflowPathSchema,
} from '@internal/plugin-github-workflows-common';
import express from 'express';
import Router from 'express-promise-router';
import { Authorization } from './authorization';
import { GithubGateway } from './github/GithubGateway';
import { GithubReader } from './github/GithubReader';
import { problem } from './problems';
import { repositoryKey } from './repository';
import { parse, userTokenOf } from './requests';
import { DispatchService } from './services/DispatchService';
import { RunWatcher } from './services/RunWatcher';
import { sendLog } from './services/sendLog';
import { ageOf, WorkflowService } from './services/WorkflowService';
import { DispatchStore } from './store/DispatchStore';

const ENTITY = '/entities/:kind/:namespace/:name';

export interface RouterOptions {
  auditor: AuditorService;
  authorization: Authorization;
  dispatches: DispatchService;
  gateway: GithubGateway;
  github: GithubReader;
  httpAuth: HttpAuthService;
  maxLogBytes: number;
  store: DispatchStore;
  watcher: RunWatcher;
  workflows: WorkflowService;
}

/** Translates between HTTP and the services; the contract is `@internal/plugin-github-workflows-common`. */
export function createRouter(options: RouterOptions): express.Router {
  const {
    authorization,
    dispatches,
    github,
    httpAuth,
    store,
    watcher,
    workflows,
  } = options;
  const router = Router();
  // GitHub takes 65,535 characters of inputs; as JSON text each may be several bytes.
  router.use(express.json({ limit: '512kb' }));

  router.get(`${ENTITY}/repository`, async (req, res) => {
    parse(noQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const subject = await authorization.subject(
      parse(entityPathSchema, req.params),
      credentials,
    );
    const [settings, viewer] = await Promise.all([
      github.settings(subject.repository),
      authorization.runRight(subject, credentials),
    ]);
    const { host, owner, repo } = subject.repository;
    const tokenUrl = `https://${host}/${owner}/${repo}`;
    res.json({
      host,
      owner,
      repo,
      tokenUrl,
      ...settings.value,
      viewer,
      ...ageOf(settings),
    });
  });

  router.get(`${ENTITY}/refs`, async (req, res) => {
    const { q, type } = parse(refsQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(
      parse(entityPathSchema, req.params),
      credentials,
    );
    const refs = await github.refs(repository, type, q);
    res.json({ ...refs.value, ...ageOf(refs) });
  });

  router.get(`${ENTITY}/workflows`, async (req, res) => {
    const { ref, refType } = parse(refQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(
      parse(entityPathSchema, req.params),
      credentials,
    );
    res.json(await workflows.list(repository, refType, ref));
  });

  router.get(`${ENTITY}/workflows/:file/form`, async (req, res) => {
    const { ref, refType } = parse(refQuerySchema, req.query);
    const { file, ...entity } = parse(workflowPathSchema, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(entity, credentials);
    res.json(await workflows.form(repository, file, refType, ref));
  });

  router.post(`${ENTITY}/workflows/:file/dispatches`, async (req, res) => {
    const { file, ...entity } = parse(workflowPathSchema, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const audit = await options.auditor.createEvent({
      eventId: 'dispatch',
      severityLevel: 'medium',
      request: req,
      meta: { ...entity, file },
    });
    try {
      const request = parse(dispatchRequestSchema, req.body);
      const subject = await authorization.subject(
        entity,
        credentials,
        githubWorkflowsDispatchPermission,
      );
      const dispatch = await dispatches.dispatch({
        ...subject,
        file,
        request,
        userRef: credentials.principal.userEntityRef,
        userToken: userTokenOf(req, GITHUB_TOKEN_HEADER),
      });
      await audit.success({
        meta: {
          repository: repositoryKey(subject.repository),
          ref: dispatch.ref,
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

  router.get(`${ENTITY}/runs`, async (req, res) => {
    const query = parse(runsQuerySchema, req.query);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(
      parse(entityPathSchema, req.params),
      credentials,
    );
    const runs = await github.runs(repository, query);
    res.json({ ...runs.value, ...ageOf(runs) });
  });

  router.get(`${ENTITY}/runs/:runId`, async (req, res) => {
    parse(noQuerySchema, req.query);
    const { runId, ...entity } = parse(runPathSchema, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(entity, credentials);
    const found = await github.run(repository, runId);
    watcher.noticeViewer(repository, found.value);
    const made = await store.byRun(repositoryKey(repository), runId);
    res.json({ ...found.value, dispatch: made?.dispatch, ...ageOf(found) });
  });

  router.get(`${ENTITY}/runs/:runId/jobs/:jobId/log`, async (req, res) => {
    parse(noQuerySchema, req.query);
    const { runId, jobId, ...entity } = parse(jobPathSchema, req.params);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { repository } = await authorization.subject(
      entity,
      credentials,
      githubWorkflowsLogsReadPermission,
    );
    const { jobs } = (await github.run(repository, runId)).value;
    const job = jobs.find(candidate => candidate.id === jobId);
    if (!job) {
      throw problem(
        'absent',
        'run_not_found',
        `Run ${runId} has no job ${jobId}.`,
        'Choose a job on the page of the run.',
      );
    }
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
    const log = await options.gateway.openLog(
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
    await sendLog(log, res, options.maxLogBytes);
  });

  router.get('/dispatches/mine', async (req, res) => {
    const { limit } = parse(myDispatchesQuerySchema, req.query);
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    const mine = await store.ofUser(principal.userEntityRef, limit);
    res.json({ items: mine.map(({ dispatch }) => dispatch) });
  });

  return router;
}
