import { Run, RunsQuery } from '@internal/plugin-github-workflows-common';
import { CodedError, Fresh, ReadCache } from '@internal/upstream-node';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { runsAnswer } from './answers';
import { GithubGateway } from './GithubGateway';
import { mapRun } from './mapRuns';
import { RunObserver, RunWithJobs } from './RunObserver';

// A run is kept in the database; here only so long that many viewers at once are one query.
const KEEP_RUN_MS = 1_000;

/** Reads runs and their jobs, each answer kept for a while: any number of viewers cost one call. */
export class RunReader {
  readonly #gateway: GithubGateway;
  readonly #cache: ReadCache;
  readonly #observer: RunObserver;
  readonly #keepRunMs: number;

  constructor(
    gateway: GithubGateway,
    config: GithubWorkflowsConfig,
    observer: RunObserver,
  ) {
    this.#gateway = gateway;
    this.#observer = observer;
    this.#keepRunMs = Math.min(KEEP_RUN_MS, config.watchIntervalMs * 0.9);
    this.#cache = new ReadCache({ max: 2_000, ttlMs: config.keepListsMs });
  }

  /** The newest run of each workflow among the repository's newest hundred runs, and whether there are older ones. */
  latestRuns(
    repository: Repository,
  ): Promise<Fresh<{ byWorkflow: Map<number, Run>; areAll: boolean }>> {
    return this.#cache.read(
      `runs:${repositoryKey(repository)}:latest`,
      async () => {
        const { workflow_runs: runs, total_count: count } = await this.#get(
          repository,
          '/actions/runs',
          runsAnswer,
          { per_page: 100 },
        );
        const byWorkflow = new Map<number, Run>();
        for (const run of runs) {
          if (!byWorkflow.has(run.workflow_id))
            byWorkflow.set(run.workflow_id, mapRun(run));
        }
        return { byWorkflow, areAll: runs.length >= count };
      },
    );
  }

  /** A page of runs, newest first; the filters are GitHub's own. */
  runs(
    repository: Repository,
    query: RunsQuery,
    pageSize: number,
  ): Promise<Fresh<{ items: Run[]; totalCount: number }>> {
    const { workflow, ref, status, event, actor, page } = query;
    const path = workflow ? '/actions/workflows/{file}/runs' : '/actions/runs';
    const parameters = {
      file: workflow,
      branch: ref,
      status,
      event,
      actor,
      created: createdBetween(query),
      per_page: pageSize,
      page,
    };
    const key = `runs:${repositoryKey(repository)}:${JSON.stringify(parameters)}`;
    return this.#cache.read(key, async () => {
      const answer = await this.#get(
        repository,
        path,
        runsAnswer,
        parameters,
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
      };
    });
  }

  /** A run with the jobs of its latest attempt, known to all processes of the portal. */
  run(repository: Repository, runId: number): Promise<Fresh<RunWithJobs>> {
    return this.#cache.read(
      `run:${repositoryKey(repository)}:${runId}`,
      () => this.#observer.run(repository, runId),
      () => this.#keepRunMs,
    );
  }

  /** Forgets a run that is about to change, in all processes of the portal. */
  async forgetRun(repository: Repository, runId: number): Promise<void> {
    await this.#observer.expire(repository, runId);
    this.forgetKept(repository, runId);
  }

  /** Forgets what this process keeps of a run: all of them know more by now. */
  forgetKept(repository: Repository, runId: number): void {
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

/** GitHub's search syntax for a range of days. */
function createdBetween({ from, to }: RunsQuery): string | undefined {
  return from || to ? `${from ?? '*'}..${to ?? '*'}` : undefined;
}
