import { Job, Run, RunsQuery } from '@internal/plugin-github-workflows-common';
import { CodedError, Fresh, ReadCache } from '@internal/upstream-node';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { runAnswer, runsAnswer } from './answers';
import { GithubGateway } from './GithubGateway';
import { mapRun } from './mapRuns';
import { readJobs } from './readJobs';

const PAGE_SIZE = 20;
// A finished run changes only when somebody runs it again, and then the watcher or the list tells.
const KEEP_FINISHED_MS = 30_000;

/** Reads runs and their jobs, each answer kept for a while: any number of viewers cost one call. */
export class RunReader {
  readonly #gateway: GithubGateway;
  readonly #cache: ReadCache;
  readonly #watchMs: number;

  constructor(gateway: GithubGateway, config: GithubWorkflowsConfig) {
    this.#gateway = gateway;
    this.#watchMs = config.watchIntervalMs;
    this.#cache = new ReadCache({ max: 2_000, ttlMs: config.keepListsMs });
  }

  /** The newest run of each workflow, among the repository's newest hundred runs. */
  latestRuns(repository: Repository): Promise<Fresh<Map<number, Run>>> {
    return this.#cache.read(
      `runs:${repositoryKey(repository)}:latest`,
      async () => {
        const { workflow_runs: runs } = await this.#get(
          repository,
          '/actions/runs',
          runsAnswer,
          { per_page: 100 },
        );
        const latest = new Map<number, Run>();
        for (const run of runs) {
          if (!latest.has(run.workflow_id))
            latest.set(run.workflow_id, mapRun(run));
        }
        return latest;
      },
    );
  }

  /** A page of runs, newest first. */
  runs(
    repository: Repository,
    { workflow, ref, page }: RunsQuery,
  ): Promise<
    Fresh<{ items: Run[]; totalCount: number; page: number; pageSize: number }>
  > {
    const key = `runs:${repositoryKey(repository)}:${JSON.stringify([workflow, ref, page])}`;
    return this.#cache.read(key, async () => {
      const path = workflow
        ? '/actions/workflows/{file}/runs'
        : '/actions/runs';
      const answer = await this.#get(
        repository,
        path,
        runsAnswer,
        { file: workflow, branch: ref, per_page: PAGE_SIZE, page },
        workflow
          ? () =>
              problem(
                'absent',
                'workflow_not_registered',
                `GitHub doesn't know a workflow ${workflow} in this repository.`,
                'Choose a workflow from the list.',
              )
          : undefined,
      );
      return {
        items: answer.workflow_runs.map(mapRun),
        totalCount: answer.total_count,
        page,
        pageSize: PAGE_SIZE,
      };
    });
  }

  /** A run with the jobs of its latest attempt; asked for at most once per watch interval. */
  run(
    repository: Repository,
    runId: number,
  ): Promise<Fresh<{ run: Run; jobs: Job[] }>> {
    return this.#cache.read(
      `run:${repositoryKey(repository)}:${runId}`,
      async () => {
        const absent = () => runNotFound(runId);
        const run = mapRun(
          await this.#get(
            repository,
            '/actions/runs/{run_id}',
            runAnswer,
            { run_id: runId },
            absent,
          ),
        );
        const jobs = await readJobs(
          this.#gateway,
          repository,
          '/actions/runs/{run_id}/jobs',
          { parameters: { run_id: runId }, absent },
        );
        return { run, jobs };
      },
      ({ run }) =>
        run.status === 'completed' ? KEEP_FINISHED_MS : this.#watchMs * 0.9,
    );
  }

  /** Forgets a run that is about to change. */
  forgetRun(repository: Repository, runId: number): void {
    this.#cache.forget(`run:${repositoryKey(repository)}:${runId}`);
  }

  /** Forgets what a new or changed run makes old. */
  forgetLists(repository: Repository): void {
    this.#cache.forget(`runs:${repositoryKey(repository)}:`);
  }

  #get<T>(
    repository: Repository,
    path: string,
    answer: z.ZodType<T>,
    parameters?: Record<string, unknown>,
    absent?: () => CodedError,
  ): Promise<T> {
    return this.#gateway.read(repository, {
      route: `GET /repos/{owner}/{repo}${path}`,
      parameters,
      answer,
      absent,
    });
  }
}

/** There is no such run in the repository, or not any more. */
export function runNotFound(runId: number): CodedError {
  return problem(
    'absent',
    'run_not_found',
    `This repository has no run ${runId}.`,
    'Choose a run from the list: this one may have been deleted.',
  );
}
