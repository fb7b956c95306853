import { Router, type Request, type Response } from 'express';
import { accountOf, repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError } from '../errors';
import { latestAttempt, type Job, type WorkflowRun } from '../types';
import { jobOf, runOf } from './runs';

const day = 86_400_000;
/** docs.github.com, re-running-workflows-and-jobs: within 30 days, at most 50 times. */
const rerunLimits = { ageMs: 30 * day, count: 50 };

/** Cancelling and re-running. */
export function runControlRoutes({ state, actions }: GithubContext): Router {
  const router = Router();
  const write = (req: Request, res: Response) =>
    repositoryOf(req, res, state, 'write', 'actions');

  const checkRerun = (run: WorkflowRun, running: string) => {
    if (latestAttempt(run).status !== 'completed') {
      throw new GithubError(403, running);
    }
    const isTooOld = state.clock.now() - run.createdAt > rerunLimits.ageMs;
    if (isTooOld || run.attempts.length > rerunLimits.count) {
      // microsoft/vscode-azurestaticwebapps#279
      throw new GithubError(403, 'This workflow run cannot be rerun');
    }
  };

  const rerun = (
    res: Response,
    run: WorkflowRun,
    again: (job: Job) => boolean,
  ) => {
    actions.machine.rerun(run, accountOf(res), again);
    res.status(201).json({});
  };

  for (const [path, force] of [
    ['cancel', false],
    ['force-cancel', true],
  ] as const) {
    router.post(
      `/repos/:owner/:repo/actions/runs/:run/${path}`,
      handle((req, res) => {
        const run = runOf(req, write(req, res));
        if (latestAttempt(run).status === 'completed') {
          // technote-space/auto-cancel-redundant-workflow#68
          throw new GithubError(
            409,
            'Cannot cancel a workflow run that is completed.',
            {
              documentationPath:
                'rest/actions/workflow-runs#cancel-a-workflow-run',
            },
          );
        }
        actions.machine.cancel(run, force);
        res.status(202).json({});
      }),
    );
  }

  router.post(
    '/repos/:owner/:repo/actions/runs/:run/rerun',
    handle((req, res) => {
      const run = runOf(req, write(req, res));
      checkRerun(run, 'This workflow is already running'); // metabase/metabase#70916
      rerun(res, run, () => true);
    }),
  );

  router.post(
    '/repos/:owner/:repo/actions/runs/:run/rerun-failed-jobs',
    handle((req, res) => {
      const run = runOf(req, write(req, res));
      checkRerun(run, 'This workflow is already running');
      const failed = (job: Job) =>
        job.conclusion === 'failure' || job.conclusion === 'cancelled';
      if (!latestAttempt(run).jobs.some(failed)) {
        throw new GithubError(403, 'This workflow run cannot be retried'); // metabase/metabase#70916
      }
      rerun(res, run, failed);
    }),
  );

  router.post(
    '/repos/:owner/:repo/actions/jobs/:job/rerun',
    handle((req, res) => {
      const { run, job } = jobOf(req, write(req, res));
      checkRerun(
        run,
        'The workflow run containing this job is already running',
      ); // NVIDIA-NeMo/RL#1193
      rerun(res, run, other => other.planned === job.planned);
    }),
  );

  return router;
}
