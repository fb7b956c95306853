import {
  PreflightConcurrency,
  PreflightEnvironment,
  PreflightOpenQuestion,
} from '@internal/plugin-github-workflows-common';
import { ExpressionContext, fillIn } from '../workflowFile/expressions';
import { FileConcurrency, FileReach } from '../workflowFile/readReach';
import { jobsOf } from './jobsOf';

/** What a run would touch, expressions filled in where they can be told in advance. */
export interface Reach {
  environments: Array<
    Pick<PreflightEnvironment, 'name' | 'jobs' | 'conditional'>
  >;
  groups: Array<Omit<PreflightConcurrency, 'members'>>;
  openQuestions: PreflightOpenQuestion[];
}

// A group of a run's own is never shared, so there is nothing to say about it.
const OWN_GROUP = /\bgithub\.run_(id|number)\b/i;
// Each is a call to GitHub; more would be no form that a person fills in.
const MAX_ENVIRONMENTS = 10;
const MAX_GROUPS = 5;
// Each is a sentence before the button that runs it.
const MAX_OPEN_QUESTIONS = 20;

/**
 * Finds out what the jobs of a file would deploy to and wait for, those of the workflows that it
 * calls included.
 *
 * @param calledFile - a file of `.github/workflows` on the same ref, by its name
 */
export function reachOf(
  file: FileReach,
  context: ExpressionContext,
  calledFile: (name: string) => FileReach | undefined = () => undefined,
): Reach {
  const environments = new Map<string, Reach['environments'][number]>();
  const groups = new Map<string, Reach['groups'][number]>();
  const { jobs, calls, openQuestions } = jobsOf(file, context, calledFile);

  const addGroup = (
    concurrency: FileConcurrency | undefined,
    seen: ExpressionContext,
    job: string | undefined,
  ) => {
    if (!concurrency || OWN_GROUP.test(concurrency.group)) {
      return;
    }
    const group = fillIn(concurrency.group, seen);
    if (group === undefined) {
      openQuestions.push({
        about: 'concurrency',
        job,
        text: concurrency.group,
      });
    } else if (group !== '' && !groups.has(group.toLowerCase())) {
      const { cancelInProgress, queue } = concurrency;
      groups.set(group.toLowerCase(), {
        group,
        job,
        cancelInProgress: cancels(fillIn(cancelInProgress, seen)),
        queue,
      });
    }
  };

  addGroup(file.concurrency, context, undefined);
  for (const call of calls) {
    addGroup(call.concurrency, call.context, call.label);
  }
  for (const { label, job, context: seen, conditional } of jobs) {
    addGroup(job.concurrency, seen, label);
    const { environment } = job;
    const name = environment && fillIn(environment, seen);
    if (environment && name === undefined) {
      openQuestions.push({
        about: 'environment',
        job: label,
        text: environment,
      });
    } else if (name) {
      const known = environments.get(name.toLowerCase());
      environments.set(name.toLowerCase(), {
        name: known?.name ?? name,
        jobs: [...(known?.jobs ?? []), label],
        conditional: (known?.conditional ?? true) && conditional,
      });
    }
  }
  return {
    environments: [...environments.values()].slice(0, MAX_ENVIRONMENTS),
    groups: [...groups.values()].slice(0, MAX_GROUPS),
    openQuestions: openQuestions.slice(0, MAX_OPEN_QUESTIONS),
  };
}

function cancels(
  text: string | undefined,
): PreflightConcurrency['cancelInProgress'] {
  if (text === undefined) {
    return 'unknown';
  }
  return text === 'true' ? 'yes' : 'no';
}
