import { Router } from 'express';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { paginate } from '../pagination';
import { commitObject } from '../present/commit';
import { nodeId } from '../present/links';
import type { Repository } from '../types';

/** Branches, tags and refs. */
export function branchRoutes({ state, links }: GithubContext): Router {
  const router = Router();
  const findAuthor = (email: string) => state.findAccountByEmail(email);
  const commitUrl = (repository: Repository, sha: string) =>
    links.api(`/repos/${repository.fullName}/commits/${sha}`);

  const shortBranch = (repository: Repository, name: string) => {
    const sha = repository.git.resolve(`refs/heads/${name}`)!;
    const isProtected = repository.protectedBranches.has(name);
    return {
      name,
      commit: { sha, url: commitUrl(repository, sha) },
      protected: isProtected,
      protection: {
        enabled: isProtected,
        required_status_checks: {
          enforcement_level: 'off',
          contexts: [],
          checks: [],
        },
      },
      protection_url: `${links.api(`/repos/${repository.fullName}/branches/${encodeURIComponent(name)}`)}/protection`,
    };
  };

  router.get(
    '/repos/:owner/:repo/branches',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const wanted = req.query.protected;
      const names = repository.git
        .branches()
        .filter(
          name =>
            wanted === undefined ||
            repository.protectedBranches.has(name) === (wanted === 'true'),
        );
      res.json(
        paginate(req, res, links, names).map(name =>
          shortBranch(repository, name),
        ),
      );
    }),
  );

  router.get(
    '/repos/:owner/:repo/branches/:branch(*)',
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const sha = repository.git.resolve(`refs/heads/${req.params.branch}`);
      if (!sha) {
        throw new GithubError(404, 'Branch not found', {
          documentationPath: 'rest/branches/branches#get-a-branch',
        });
      }
      const branch = shortBranch(repository, req.params.branch);
      const commit = await repository.git.readCommit(sha);
      const path = encodeURIComponent(req.params.branch);
      res.json({
        ...branch,
        commit: commitObject(repository, commit, findAuthor, links),
        _links: {
          self: links.api(`/repos/${repository.fullName}/branches/${path}`),
          html: links.html(`/${repository.fullName}/tree/${req.params.branch}`),
        },
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/tags',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const names = paginate(req, res, links, repository.git.tags().reverse());
      const url = `/repos/${repository.fullName}`;
      res.json(
        names.map(name => {
          const sha = repository.git.resolve(`refs/tags/${name}`)!;
          return {
            name,
            zipball_url: links.api(`${url}/zipball/refs/tags/${name}`),
            tarball_url: links.api(`${url}/tarball/refs/tags/${name}`),
            commit: { sha, url: commitUrl(repository, sha) },
            node_id: nodeId('Ref', `${repository.fullName}:refs/tags/${name}`),
          };
        }),
      );
    }),
  );

  const gitRef = (repository: Repository, ref: string) => {
    const sha = repository.git.refs.get(ref)!;
    return {
      ref,
      node_id: nodeId('Ref', `${repository.fullName}:${ref}`),
      url: links.api(`/repos/${repository.fullName}/git/${ref}`),
      object: {
        sha,
        type: 'commit',
        url: links.api(`/repos/${repository.fullName}/git/commits/${sha}`),
      },
    };
  };

  router.get(
    '/repos/:owner/:repo/git/ref/:ref(*)',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const ref = `refs/${req.params.ref}`;
      if (!repository.git.refs.has(ref)) {
        throw notFound('rest/git/refs#get-a-reference');
      }
      res.json(gitRef(repository, ref));
    }),
  );

  router.get(
    '/repos/:owner/:repo/git/matching-refs/:prefix(*)',
    handle((req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const matching = [...repository.git.refs.keys()]
        .filter(ref => ref.startsWith(`refs/${req.params.prefix}`))
        .sort();
      res.json(
        paginate(req, res, links, matching).map(ref => gitRef(repository, ref)),
      );
    }),
  );

  return router;
}
