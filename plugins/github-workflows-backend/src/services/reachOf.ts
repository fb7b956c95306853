import {
  PreflightConcurrency,
  PreflightEnvironment,
  PreflightOpenQuestion,
} from '@internal/plugin-github-workflows-common';
import { ExpressionContext, fillIn } from '../workflowFile/expressions';
import { FileConcurrency, FileReach } from '../workflowFile/readReach';

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

/** Finds out what the jobs of a file would deploy to and wait for. */
export function reachOf(file: FileReach, context: ExpressionContext): Reach {
  const environments = new Map<string, Reach['environments'][number]>();
  const groups = new Map<string, Reach['groups'][number]>();
  const openQuestions: PreflightOpenQuestion[] = [];

  const addGroup = (
    concurrency: FileConcurrency | undefined,
    job: string | undefined,
  ) => {
    if (!concurrency || OWN_GROUP.test(concurrency.group)) {
      return;
    }
    const group = fillIn(concurrency.group, context);
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
        cancelInProgress: cancels(fillIn(cancelInProgress, context)),
        queue,
      });
    }
  };

  addGroup(file.concurrency, undefined);
  for (const {
    key,
    environment,
    concurrency,
    conditional,
    calls,
  } of file.jobs) {
    addGroup(concurrency, key);
    if (calls !== undefined) {
      openQuestions.push({ about: 'called_workflow', job: key, text: calls });
    }
    const name = environment && fillIn(environment, context);
    if (environment && name === undefined) {
      openQuestions.push({ about: 'environment', job: key, text: environment });
    } else if (name) {
      const known = environments.get(name.toLowerCase());
      environments.set(name.toLowerCase(), {
        name: known?.name ?? name,
        jobs: [...(known?.jobs ?? []), key],
        conditional: (known?.conditional ?? true) && conditional,
      });
    }
  }
  return {
    environments: [...environments.values()].slice(0, MAX_ENVIRONMENTS),
    groups: [...groups.values()].slice(0, MAX_GROUPS),
    openQuestions,
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
