import {
  CheckAnnotation,
  checkAnnotationLevelSchema,
  Job,
} from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { Repository, repositoryKey } from '../repository';
import {
  AnnotationAnswer,
  annotationsAnswer,
  checkRunsAnswer,
} from './resultAnswers';
import { AttemptReader } from './AttemptReader';
import { GithubGateway } from './GithubGateway';

// A job that has ended says nothing more; one that goes on may.
const KEEP_FINISHED_MS = 3_600_000;
const KEEP_UNFINISHED_MS = 30_000;
const MAX_PAGES = 5;
// Each costs a call. Who has more jobs that complain reads the first ones anyway.
const MAX_JOBS = 20;
// How GitHub names what isn't about a file.
const NO_FILE = '.github';

const LEVELS = checkAnnotationLevelSchema.options;

/**
 * Reads what the jobs of a run have to say. A job is a check run under the same id, and the check
 * suite of the run counts the annotations of each: only jobs that have any are asked.
 */
export class AnnotationReader {
  readonly #gateway: GithubGateway;
  readonly #attempts: AttemptReader;
  readonly #cache = new ReadCache({ max: 500, ttlMs: KEEP_UNFINISHED_MS });

  constructor(gateway: GithubGateway, attempts: AttemptReader) {
    this.#gateway = gateway;
    this.#attempts = attempts;
  }

  /** The annotations of an attempt of a run, failures first. */
  async list(
    repository: Repository,
    runId: number,
    attempt?: number,
  ): Promise<Fresh<{ items: CheckAnnotation[]; more: boolean }>> {
    const { run, jobs, checkSuiteId } = (
      await this.#attempts.run(repository, runId, attempt)
    ).value;
    const isOver = run.status === 'completed';
    // What was read while it went on isn't the answer once it has ended.
    const key = `${repositoryKey(repository)}:${runId}:${run.attempt}:${isOver}`;
    return this.#cache.read(
      key,
      async () => {
        const counts = await this.#counts(repository, checkSuiteId);
        const asked = jobs
          .filter(job => counts.get(job.id) ?? job.conclusion === 'failure')
          .sort((a, b) => rankOf(a) - rankOf(b));
        const found = await Promise.all(
          asked.slice(0, MAX_JOBS).map(job => this.#ofJob(repository, job)),
        );
        return {
          items: found.flat().sort(byUse),
          more: asked.length > MAX_JOBS,
        };
      },
      () => (isOver ? KEEP_FINISHED_MS : KEEP_UNFINISHED_MS),
    );
  }

  /** How many annotations each check run of a suite has, by its id. */
  async #counts(
    repository: Repository,
    checkSuiteId: number | undefined,
  ): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    for (let page = 1; checkSuiteId && page <= MAX_PAGES; page++) {
      const answer = await this.#gateway.read(repository, {
        route:
          'GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs',
        parameters: {
          check_suite_id: checkSuiteId,
          filter: 'all',
          per_page: 100,
          page,
        },
        answer: checkRunsAnswer,
      });
      for (const { id, output } of answer.check_runs) {
        counts.set(id, output.annotations_count);
      }
      if (counts.size >= answer.total_count || answer.check_runs.length === 0) {
        break;
      }
    }
    return counts;
  }

  async #ofJob(repository: Repository, job: Job): Promise<CheckAnnotation[]> {
    const annotations = await this.#gateway.read(repository, {
      route: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
      parameters: { check_run_id: job.id, per_page: 100 },
      answer: annotationsAnswer,
    });
    return annotations.map(annotation => mapAnnotation(annotation, job));
  }
}

/** Failures first, and of a level what names a line before what only says that a job failed. */
function byUse(a: CheckAnnotation, b: CheckAnnotation): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    Number(!a.file) - Number(!b.file)
  );
}

function rankOf({ conclusion }: Job): number {
  return conclusion === 'success' ? 1 : 0;
}

function mapAnnotation(
  annotation: AnnotationAnswer,
  job: Job,
): CheckAnnotation {
  const isOfFile = annotation.path !== NO_FILE && annotation.path !== '';
  return {
    jobId: job.id,
    jobName: job.name,
    level: checkAnnotationLevelSchema
      .catch('notice')
      .parse(annotation.annotation_level),
    ...(isOfFile && { file: annotation.path, line: annotation.start_line }),
    title: annotation.title || undefined,
    message: annotation.message,
    htmlUrl:
      isOfFile && annotation.blob_href
        ? `${annotation.blob_href}#L${annotation.start_line}`
        : job.htmlUrl,
  };
}
