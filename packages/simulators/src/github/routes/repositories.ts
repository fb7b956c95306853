import { Router } from 'express';
import { apiVersionOf } from '../api';
import { actorOf, repositoryOf, rightOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { nodeId, timestamp } from '../present/links';
import { fullRepository } from '../present/repository';

/** A repository and its environments. */
export function repositoryRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  router.get(
    '/repos/:owner/:repo',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state);
      const right = rightOf(actorOf(res), repository);
      res.json(fullRepository(repository, right, apiVersionOf(res), links));
    }),
  );

  router.get(
    '/repos/:owner/:repo/environments',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'actions');
      const environments = repository.environments.map(environment => {
        const path = encodeURIComponent(environment.name);
        return {
          id: environment.id,
          node_id: nodeId('Environment', environment.id),
          name: environment.name,
          url: links.api(`/repos/${repository.fullName}/environments/${path}`),
          html_url: links.html(
            `/${repository.fullName}/deployments/activity_log?environments_filter=${path}`,
          ),
          created_at: timestamp(environment.createdAt),
          updated_at: timestamp(environment.createdAt),
          protection_rules: [],
          deployment_branch_policy: null,
        };
      });
      res.json({ total_count: environments.length, environments });
    }),
  );

  return router;
}
