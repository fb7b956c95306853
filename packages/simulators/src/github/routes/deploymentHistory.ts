import { Router } from 'express';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { deploymentId, deploymentsOf } from '../deployments';
import { notFound } from '../errors';
import { paginate } from '../pagination';
import {
  deploymentObject,
  deploymentStatusObjects,
} from '../present/deploymentHistory';

/** What was deployed where, and how that went. */
export function deploymentHistoryRoutes({
  state,
  links,
}: GithubContext): Router {
  const router = Router();

  router.get(
    '/repos/:owner/:repo/deployments',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'deployments');
      const { environment, sha, ref, task } = req.query;
      const is = (wanted: unknown, value: unknown) =>
        wanted === undefined || wanted === 'none' || wanted === value;
      const found = deploymentsOf(repository).filter(
        ({ run, job }) =>
          is(environment, job.planned.environment) &&
          is(sha, run.headSha) &&
          is(ref, run.headBranch) &&
          is(task, 'deploy'),
      );
      res.json(
        paginate(req, res, links, found).map(deployment =>
          deploymentObject(deployment, links),
        ),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/deployments/:deployment/statuses',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'deployments');
      const deployment = deploymentsOf(repository).find(
        candidate => String(deploymentId(candidate)) === req.params.deployment,
      );
      if (!deployment) {
        throw notFound('rest/deployments/statuses#list-deployment-statuses');
      }
      const statuses = deploymentStatusObjects(deployment, links);
      res.json(paginate(req, res, links, statuses));
    }),
  );

  return router;
}
