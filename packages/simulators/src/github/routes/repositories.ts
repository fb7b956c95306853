import { Router } from 'express';
import { apiVersionOf } from '../api';
import { actorOf, repositoryOf, rightOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { fullRepository } from '../present/repository';

/** A repository. */
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

  return router;
}
