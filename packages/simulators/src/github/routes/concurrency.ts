import { Router, type Request, type Response } from 'express';
import type {
  ConcurrencyGroup,
  GroupMember,
} from '../actions/ConcurrencyGroups';
import { repositoryOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { notFound } from '../errors';
import { paginate } from '../pagination';
import { timestamp } from '../present/links';
import { latestAttempt, type Repository } from '../types';
import { runOf } from './runs';

/** Who holds which concurrency group, and who waits for it. */
export function concurrencyRoutes({
  state,
  links,
  actions: { machine },
}: GithubContext): Router {
  const router = Router();
  if (state.isEnterpriseServer) {
    // GitHub's descriptions of GHES 3.17 to 3.19 have none of these.
    return router;
  }
  const read = (req: Request, res: Response) =>
    repositoryOf(req, res, state, 'read', 'actions');

  const groupUrl = (repository: Repository, name: string) =>
    links.api(
      `/repos/${repository.fullName}/actions/concurrency_groups/${encodeURIComponent(name)}`,
    );

  const present = ({ run, job }: GroupMember, position: number) => {
    const base = `/${run.repository.fullName}/actions`;
    const query = job ? `ahead_of_job=${job.id}` : `ahead_of_run=${run.id}`;
    return {
      run_id: run.id,
      run_name: run.workflow.name,
      run_url: links.api(`/repos${base}/runs/${run.id}`),
      run_html_url: links.html(`${base}/runs/${run.id}`),
      ...(job && {
        job_id: job.id,
        job_name: job.name,
        job_url: links.api(`/repos${base}/jobs/${job.id}`),
        job_html_url: links.html(`${base}/runs/${run.id}/job/${job.id}`),
      }),
      status: position === 0 ? 'in_progress' : 'pending',
      position,
      query,
    };
  };

  const membersOf = (group: ConcurrencyGroup | undefined) =>
    (group?.members ?? []).map(present);

  router.get(
    '/repos/:owner/:repo/actions/concurrency_groups',
    handle((req, res) => {
      const repository = read(req, res);
      const groups = machine.groups.of(repository);
      res.json({
        total_count: groups.length,
        concurrency_groups: paginate(req, res, links, groups).map(group => ({
          group_name: group.name,
          group_url: groupUrl(repository, group.name),
          last_acquired_at: timestamp(group.lastAcquiredAt),
        })),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/concurrency_groups/:group',
    handle((req, res) => {
      const repository = read(req, res);
      const group = machine.groups.find(repository, req.params.group);
      if (!group) {
        throw notFound(
          'rest/actions/concurrency-groups#get-a-concurrency-group-for-a-repository',
        );
      }
      const members = membersOf(group);
      res.json({
        group_name: group.name,
        group_url: groupUrl(repository, group.name),
        total_count: members.length,
        group_members: members.map(
          ({ position: _, query: __, ...member }) => member,
        ),
      });
    }),
  );

  router.get(
    '/repos/:owner/:repo/actions/runs/:run/concurrency_groups',
    handle((req, res) => {
      const repository = read(req, res);
      const run = runOf(req, repository);
      // A group that nobody holds any more is still listed, without members.
      const names = new Set(
        [run, ...latestAttempt(run).plan].flatMap(
          ({ concurrency }) => concurrency?.group ?? [],
        ),
      );
      res.json({
        total_count: names.size,
        concurrency_groups: [...names].sort().map(name => ({
          group_name: name,
          group_url: groupUrl(repository, name),
          group_members: membersOf(machine.groups.find(repository, name)).map(
            ({ query, ...member }) => ({
              ...member,
              position_url: `${groupUrl(repository, name)}?${query}`,
            }),
          ),
        })),
      });
    }),
  );

  return router;
}
