import { Router } from 'express';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError, notFound } from '../errors';
import { changedFiles, compareCommits } from '../git/history';
import { paginate } from '../pagination';
import { commitObject, diffEntry } from '../present/commit';
import type { Repository } from '../types';

/** Single commits and comparisons. */
export function commitRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  const readCommit = async (repository: Repository, sha: string) =>
    commitObject(
      repository,
      await repository.git.readCommit(sha),
      email => state.findAccountByEmail(email),
      links,
    );

  router.get(
    '/repos/:owner/:repo/commits/:ref(*)',
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const sha = repository.git.resolve(req.params.ref);
      if (!sha) {
        throw new GithubError(
          422,
          `No commit found for SHA: ${req.params.ref}`,
          {
            documentationPath: 'rest/commits/commits#get-a-commit',
          },
        );
      }
      const { parents } = await repository.git.readCommit(sha);
      const changes = await changedFiles(repository.git, parents[0] ?? '', sha);
      const additions = changes.reduce(
        (sum, change) => sum + change.additions,
        0,
      );
      const deletions = changes.reduce(
        (sum, change) => sum + change.deletions,
        0,
      );
      res.json({
        ...(await readCommit(repository, sha)),
        stats: { total: additions + deletions, additions, deletions },
        files: changes.map(change => diffEntry(repository, sha, change, links)),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/compare/:basehead(*)',
    handle(async (req, res) => {
      const repository = repositoryOf(req, res, state, 'read', 'contents');
      const [baseName, headName] = req.params.basehead.split('...');
      const base = repository.git.resolve(baseName);
      const head =
        headName === undefined ? undefined : repository.git.resolve(headName);
      const comparison =
        base && head && (await compareCommits(repository.git, base, head));
      if (!base || !head || !comparison) {
        throw notFound('rest/commits/commits#compare-two-commits');
      }
      const page = paginate(req, res, links, comparison.ahead);
      const changes = await changedFiles(
        repository.git,
        comparison.mergeBase,
        head,
      );
      const html = links.html(
        `/${repository.fullName}/compare/${baseName}...${headName}`,
      );
      res.json({
        url: links.api(
          `/repos/${repository.fullName}/compare/${baseName}...${headName}`,
        ),
        html_url: html,
        permalink_url: links.html(
          `/${repository.fullName}/compare/${base}...${head}`,
        ),
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        base_commit: await readCommit(repository, base),
        merge_base_commit: await readCommit(repository, comparison.mergeBase),
        status: comparison.status,
        ahead_by: comparison.ahead.length,
        behind_by: comparison.behind,
        total_commits: comparison.ahead.length,
        commits: await Promise.all(
          page.map(sha => readCommit(repository, sha)),
        ),
        files: changes.map(change =>
          diffEntry(repository, head, change, links),
        ),
      });
    }),
  );

  return router;
}
