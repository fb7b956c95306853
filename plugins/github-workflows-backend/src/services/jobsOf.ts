import { PreflightOpenQuestion } from '@internal/plugin-github-workflows-common';
import { ExpressionContext, holds } from '../workflowFile/expressions';
import { FileConcurrency, FileJob, FileReach } from '../workflowFile/readReach';
import { calledContext } from './preflightContext';

/** A job of the run that isn't skipped for certain. */
export interface ReachedJob {
  /** As GitHub names it: `deploy`, or `chosen / deploy` in a called workflow. */
  label: string;
  job: FileJob;
  /** What its expressions see. */
  context: ExpressionContext;
  /** It may still be skipped. */
  conditional: boolean;
}

/** A workflow that is called, with a concurrency of its own maybe. */
interface Call {
  label: string;
  concurrency?: FileConcurrency;
  context: ExpressionContext;
}

/** The jobs of a file and of all that it calls. */
interface Jobs {
  jobs: ReachedJob[];
  calls: Call[];
  openQuestions: PreflightOpenQuestion[];
}

// docs.github.com, reuse-workflows: ten levels of workflows, the first included.
const MAX_LEVELS = 10;
// GitHub's own limit for one file is 50 different ones; a call is read again for each caller.
const MAX_CALLS = 50;
// GitHub's own limit of jobs in a run; files that call each other would have no end of them.
const MAX_JOBS = 256;
const LOCAL = /^\.\/\.github\/workflows\/([^/@]+\.ya?ml)$/i;
// With one of these, a job runs also when one that it needs was skipped.
const STATUS_FUNCTION = /\b(always|failure|cancelled|success)\s*\(/i;

/**
 * Walks through the jobs of a file, without those that are skipped for certain, and through the
 * workflows of the same ref that they call. What isn't followed is an open question.
 */
export function jobsOf(
  file: FileReach,
  context: ExpressionContext,
  calledFile: (name: string) => FileReach | undefined,
): Jobs {
  const found: Jobs = { jobs: [], calls: [], openQuestions: [] };

  const follow = (caller: ReachedJob, text: string, level: number) => {
    const ask = (about: PreflightOpenQuestion['about']) =>
      found.openQuestions.push({ about, job: caller.label, text });
    const name = LOCAL.exec(text)?.[1];
    if (name === undefined) {
      ask('called_workflow');
      return;
    }
    if (level > MAX_LEVELS || found.calls.length >= MAX_CALLS) {
      ask('nested_workflow');
      return;
    }
    const called = calledFile(name);
    if (!called?.callInputs) {
      ask('missing_workflow');
      return;
    }
    const seen = calledContext(
      caller.context,
      called.callInputs,
      caller.job.gives,
    );
    const { label, conditional } = caller;
    found.calls.push({ label, concurrency: called.concurrency, context: seen });
    walk(called, { context: seen, prefix: `${label} / `, conditional, level });
  };

  function walk(
    { jobs }: FileReach,
    from: {
      context: ExpressionContext;
      prefix: string;
      conditional: boolean;
      level: number;
    },
  ) {
    const skipped = skippedOf(jobs, from.context);
    for (const job of jobs.filter(({ key }) => !skipped.has(key))) {
      if (found.jobs.length >= MAX_JOBS) {
        return;
      }
      const reached = {
        label: from.prefix + job.key,
        job,
        context: from.context,
        conditional: from.conditional || mayBeSkipped(job, from.context),
      };
      found.jobs.push(reached);
      if (job.calls !== undefined) {
        follow(reached, job.calls, from.level + 1);
      }
    }
  }

  walk(file, { context, prefix: '', conditional: false, level: 1 });
  return found;
}

function mayBeSkipped({ condition }: FileJob, context: ExpressionContext) {
  return condition !== undefined && holds(condition, context) !== true;
}

/** Jobs whose `if` doesn't hold, and those that need one of them. */
function skippedOf(jobs: FileJob[], context: ExpressionContext): Set<string> {
  const skipped = new Set<string>();
  const isSkipped = ({ condition, needs }: FileJob) =>
    (condition !== undefined && holds(condition, context) === false) ||
    (needs.some(key => skipped.has(key)) &&
      !STATUS_FUNCTION.test(condition ?? ''));
  for (let before = -1; before < skipped.size;) {
    before = skipped.size;
    for (const job of jobs.filter(isSkipped)) {
      skipped.add(job.key);
    }
  }
  return skipped;
}
