import { z } from 'zod';
import { Repository } from '../repository';
import { GithubGateway } from './GithubGateway';

/** A run that may be the one of a dispatch, with what tells runs apart. */
export interface CandidateRun {
  id: number;
  actor: string | undefined;
  ref: string | null;
  headSha: string;
  createdAt: Date;
}

const text = z.string().max(1_000);

const candidatesAnswer = z.object({
  workflow_runs: z
    .array(
      z.object({
        id: z.number(),
        event: text,
        head_branch: text.nullable(),
        head_sha: text,
        created_at: text,
        actor: z.object({ login: text }).nullish(),
      }),
    )
    .max(100),
});

/**
 * The runs of a workflow that somebody has started by hand since a time; never from a cache, for
 * it is asked for what has only just begun. The first hundred: more within minutes fit no person.
 */
export async function readCandidates(
  gateway: GithubGateway,
  repository: Repository,
  query: { file: string; actor: string; since: Date },
): Promise<CandidateRun[]> {
  const { file, actor, since } = query;
  const answer = await gateway.read(repository, {
    route: 'GET /repos/{owner}/{repo}/actions/workflows/{file}/runs',
    parameters: {
      file,
      actor,
      event: 'workflow_dispatch',
      // GitHub keeps whole seconds.
      created: `>=${since.toISOString().slice(0, 19)}Z`,
      per_page: 100,
    },
    answer: candidatesAnswer,
  });
  return answer.workflow_runs
    .filter(run => run.event === 'workflow_dispatch')
    .map(run => ({
      id: run.id,
      actor: run.actor?.login,
      ref: run.head_branch,
      headSha: run.head_sha,
      createdAt: new Date(run.created_at),
    }));
}
