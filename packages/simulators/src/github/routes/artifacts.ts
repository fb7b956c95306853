import { Router, type Request, type Response } from 'express';
import { artifactsOf, type Artifact } from '../actions/artifacts';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { paginate } from '../pagination';
import { artifactObject } from '../present/artifacts';
import { runOf } from './runs';

/** What runs have left behind: list, one, and its zip by a signed address. */
export function artifactRoutes({
  state,
  links,
  downloads,
}: GithubContext): Router {
  const router = Router();
  const read = (req: Request, res: Response) =>
    repositoryOf(req, res, state, 'read', 'actions');
  const present = (artifact: Artifact) =>
    artifactObject(artifact, links, state.clock.now());

  const artifactOf = (req: Request, res: Response): Artifact => {
    const found = read(req, res)
      .runs.flatMap(artifactsOf)
      .find(({ id }) => String(id) === req.params.artifact);
    if (!found) {
      throw notFound('rest/actions/artifacts#get-an-artifact');
    }
    return found;
  };

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/artifacts',
    handle((req, res) => {
      const all = artifactsOf(runOf(req, read(req, res)));
      const { name } = req.query;
      const found = all.filter(
        item => name === undefined || item.name === name,
      );
      const page = paginate(req, res, links, found);
      res.json({ total_count: found.length, artifacts: page.map(present) });
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/artifacts/:artifact',
    handle((req, res) => res.json(present(artifactOf(req, res)))),
  );

  router.get(
    '/repos/:owner/:repo/actions/artifacts/:artifact/zip',
    handle((req, res) => {
      const artifact = artifactOf(req, res);
      if (artifact.expiresAt <= state.clock.now()) {
        throw new GithubError(410, 'Artifact has expired', {
          documentationPath: 'rest/actions/artifacts#download-an-artifact',
        });
      }
      const location = downloads.sign(`/artifacts/${artifact.id}`);
      res.status(302).set('Location', location).end();
    }),
  );

  return router;
}
