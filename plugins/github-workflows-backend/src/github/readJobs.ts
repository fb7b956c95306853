import { Job } from '@internal/plugin-github-workflows-common';
import { CodedError } from '@internal/upstream-node';
import { Repository } from '../repository';
import { jobsAnswer } from './answers';
import { GithubGateway } from './GithubGateway';
import { mapJob } from './mapRuns';

// 500 jobs; GitHub's limit for a matrix is 256.
const MAX_PAGES = 5;

/**
 * Reads all jobs of a run or of one of its attempts, a hundred a call.
 *
 * @param path - below `/repos/{owner}/{repo}`, such as `/actions/runs/{run_id}/jobs`
 */
export async function readJobs(
  gateway: GithubGateway,
  repository: Repository,
  path: string,
  options: { parameters: Record<string, unknown>; absent: () => CodedError },
): Promise<Job[]> {
  const { parameters, absent } = options;
  const jobs: Job[] = [];
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await gateway.read(repository, {
      route: `GET /repos/{owner}/{repo}${path}`,
      parameters: { ...parameters, per_page: 100, page },
      answer: jobsAnswer,
      absent,
    });
    jobs.push(...answer.jobs.map(mapJob));
    if (jobs.length >= answer.total_count || answer.jobs.length === 0) {
      break;
    }
  }
  return jobs;
}
