import { Router } from 'express';
import { annotationsOf } from '../actions/annotations';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { notFound } from '../errors';
import { paginate } from '../pagination';
import { checkSuiteOf } from '../present/actions';
import { annotationObject, checkRunObject } from '../present/checks';
import { latestAttempt } from '../types';
import { jobOf } from './runs';

/** The check runs of jobs, and what they have to say about lines of files. */
export function checkRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  router.get(
    '/repos/:owner/:repo/check-suites/:suite/check-runs',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'checks');
      const run = repository.runs.find(
        candidate => String(checkSuiteOf(candidate)) === req.params.suite,
      );
      if (!run) {
        throw notFound('rest/checks/runs#list-check-runs-in-a-check-suite');
      }
      const attempts =
        req.query.filter === 'all' ? run.attempts : [latestAttempt(run)];
      const jobs = attempts.flatMap(attempt => attempt.jobs);
      const page = paginate(req, res, links, jobs);
      res.json({
        total_count: jobs.length,
        check_runs: page.map(job => checkRunObject(run, job, links)),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/check-runs/:job/annotations',
    handle((req, res) => {
      const { run, job } = jobOf(
        req,
        repositoryOf(req, res, state, 'read', 'checks'),
      );
      const page = paginate(req, res, links, annotationsOf(job));
      res.json(page.map(item => annotationObject(run, item, links)));
    }),
  );

  return router;
}
