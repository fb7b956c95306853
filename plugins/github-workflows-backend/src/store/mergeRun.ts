import {
  isFinished,
  Job,
  Run,
  RunStatus,
} from '@internal/plugin-github-workflows-common';

/** What is known of a run, with when GitHub last changed it, in milliseconds since 1970. */
export interface KnownRun {
  run: Run;
  /** Of the run's own attempt; absent until they have been read. */
  jobs?: Job[];
  /** Where GitHub counts what the jobs have to say. */
  checkSuiteId: number | undefined;
  changedAt: number;
}

// How far along a job is; one never goes back within an attempt.
const progress: Record<RunStatus, number> = {
  unknown: 0,
  requested: 0,
  pending: 0,
  waiting: 0,
  queued: 0,
  in_progress: 1,
  completed: 2,
};

/**
 * Puts together what is known and what is told now. News may come late and out of order: an
 * earlier attempt, an end that is taken back, or an older state of the same attempt is no news.
 */
export function mergeRun(known: KnownRun, told: KnownRun): KnownRun {
  if (told.run.attempt > known.run.attempt) {
    return told;
  }
  if (told.run.attempt < known.run.attempt) {
    return known;
  }
  const isOlder =
    told.changedAt < known.changedAt ||
    (isFinished(known.run) && !isFinished(told.run));
  return {
    run: isOlder ? known.run : told.run,
    checkSuiteId: told.checkSuiteId ?? known.checkSuiteId,
    changedAt: Math.max(known.changedAt, told.changedAt),
    jobs: told.jobs ? mergeJobs(known.jobs, told.jobs) : known.jobs,
  };
}

/** The jobs that are told now, each as far along as it is known to be. */
function mergeJobs(known: Job[] | undefined, told: Job[]): Job[] {
  const before = new Map(known?.map(job => [job.id, job]));
  return told.map(job => furtherOf(before.get(job.id), job));
}

/** One job among those that are known; a new one comes last, as in GitHub's own order. */
export function mergeJob(known: Job[], told: Job): Job[] {
  return known.some(job => job.id === told.id)
    ? known.map(job => (job.id === told.id ? furtherOf(job, told) : job))
    : [...known, told];
}

function furtherOf(known: Job | undefined, told: Job): Job {
  return known && progress[known.status] > progress[told.status] ? known : told;
}

/**
 * Whether somebody who looks at the run would see something else now. Jobs that were not known
 * before are no change: nobody has looked at them yet.
 */
export function isNews(before: KnownRun, after: KnownRun): boolean {
  return (
    faceOf(before.run) !== faceOf(after.run) ||
    (before.jobs !== undefined && jobsFace(before) !== jobsFace(after))
  );
}

function faceOf({ attempt, status, conclusion, title }: Run): string {
  return JSON.stringify([attempt, status, conclusion, title]);
}

function jobsFace({ jobs }: KnownRun): string {
  return JSON.stringify(
    jobs?.map(job => [
      job.id,
      job.status,
      job.conclusion,
      job.steps.map(step => [step.status, step.conclusion]),
    ]),
  );
}
