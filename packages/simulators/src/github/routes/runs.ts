import { Router, type Request, type Response } from 'express';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { paginate } from '../pagination';
import { jobObject, runObject } from '../present/actions';
import {
  latestAttempt,
  type Job,
  type Repository,
  type RunAttempt,
  type WorkflowRun,
} from '../types';
import { filterRuns } from './runFilters';

/** The run of a request. @throws GithubError 404 */
export function runOf(req: Request, repository: Repository): WorkflowRun {
  const run = repository.runs.find(({ id }) => String(id) === req.params.run);
  if (!run) {
    throw notFound('rest/actions/workflow-runs#get-a-workflow-run');
  }
  return run;
}

/** The job of a request, with its run. @throws GithubError 404 */
export function jobOf(
  req: Request,
  repository: Repository,
): { run: WorkflowRun; job: Job } {
  for (const run of repository.runs) {
    const job = run.attempts
      .flatMap(({ jobs }) => jobs)
      .find(({ id }) => String(id) === req.params.job);
    if (job) {
      return { run, job };
    }
  }
  throw notFound('rest/actions/workflow-jobs#get-a-job-for-a-workflow-run');
}

/** Reading runs, attempts, jobs and logs. */
export function runRoutes({
  state,
  links,
  actions,
  downloads,
}: GithubContext): Router {
  const router = Router();
  const read = (req: Request, res: Response) =>
    repositoryOf(req, res, state, 'read', 'actions');

  const present = async (run: WorkflowRun, attempt?: RunAttempt) =>
    runObject(
      run,
      await run.repository.git.readCommit(run.headSha),
      links,
      attempt,
    );

  const sendRuns = async (req: Request, res: Response, runs: WorkflowRun[]) => {
    const found = filterRuns(req.query, runs);
    const page = paginate(req, res, links, found);
    const presented = await Promise.all(page.map(run => present(run)));
    res.json({ total_count: found.length, workflow_runs: presented });
  };

  const sendJobs = (
    req: Request,
    res: Response,
    run: WorkflowRun,
    jobs: Job[],
  ) => {
    const page = paginate(req, res, links, jobs);
    res.json({
      total_count: jobs.length,
      jobs: page.map(job => jobObject(run, job, links)),
    });
  };

  const attemptOf = (req: Request, run: WorkflowRun): RunAttempt => {
    const attempt = run.attempts.find(
      ({ number }) => String(number) === req.params.attempt,
    );
    if (!attempt) {
      throw notFound('rest/actions/workflow-runs#get-a-workflow-run-attempt');
    }
    return attempt;
  };

  router.get(
    '/repos/:owner/:repo/actions/runs',
    handle((req, res) => sendRuns(req, res, read(req, res).runs)),
  );

  router.get(
    '/repos/:owner/:repo/actions/workflows/:workflow/runs',
    handle((req, res) => {
      const repository = read(req, res);
      const workflow = actions.registry.findWorkflow(
        repository,
        req.params.workflow,
      );
      return sendRuns(
        req,
        res,
        repository.runs.filter(run => run.workflow === workflow),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run',
    handle(async (req, res) =>
      res.json(await present(runOf(req, read(req, res)))),
    ),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/attempts/:attempt',
    handle(async (req, res) => {
      const run = runOf(req, read(req, res));
      res.json(await present(run, attemptOf(req, run)));
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/attempts/:attempt/jobs',
    handle((req, res) => {
      const run = runOf(req, read(req, res));
      sendJobs(req, res, run, attemptOf(req, run).jobs);
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/jobs',
    handle((req, res) => {
      const run = runOf(req, read(req, res));
      const filter = req.query.filter ?? 'latest';
      const attempts = filter === 'all' ? run.attempts : [latestAttempt(run)];
      sendJobs(
        req,
        res,
        run,
        attempts.flatMap(({ jobs }) => jobs),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/jobs/:job',
    handle((req, res) => {
      const { run, job } = jobOf(req, read(req, res));
      res.json(jobObject(run, job, links));
    }),
  );

  // The log of a job exists once the job is done (dsoftwareinc/ghactions-manager#263); the
  // address lasts one minute.
  router.get(
    '/repos/:owner/:repo/actions/jobs/:job/logs',
    handle((req, res) => {
      const { job } = jobOf(req, read(req, res));
      if (job.status !== 'completed') {
        throw new GithubError(404, 'Not Found', {
          documentationPath:
            'rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run',
        });
      }
      res
        .status(302)
        .set('Location', downloads.sign(`/jobs/${job.id}/logs`))
        .end();
    }),
  );

  return router;
}
