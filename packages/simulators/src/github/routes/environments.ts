import { Router, type Request, type Response } from 'express';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { findEnvironment } from '../environments';
import { notFound } from '../errors';
import { paginate } from '../pagination';
import { environmentObject } from '../present/deployments';
import { nodeId } from '../present/links';

/** The environments of a repository and who may deploy to them from where. */
export function environmentRoutes({ state, links }: GithubContext): Router {
  const router = Router();
  const read = (req: Request, res: Response) =>
    repositoryOf(req, res, state, 'read', 'actions');

  router.get(
    '/repos/:owner/:repo/environments',
    handle((req, res) => {
      const repository = read(req, res);
      const { environments } = repository;
      res.json({
        total_count: environments.length,
        environments: paginate(req, res, links, environments).map(environment =>
          environmentObject(repository, environment, links),
        ),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/environments/:environment/deployment-branch-policies',
    handle((req, res) => {
      const found = findEnvironment(read(req, res), req.params.environment);
      if (!found) {
        throw notFound(
          'rest/deployments/branch-policies#list-deployment-branch-policies',
        );
      }
      const policies = Array.isArray(found.deployFrom) ? found.deployFrom : [];
      res.json({
        total_count: policies.length,
        branch_policies: paginate(req, res, links, policies).map(policy => ({
          ...policy,
          node_id: nodeId('GateBranchPolicy', policy.id),
        })),
      });
    }),
  );

  return router;
}
