import { Alias, isAlias, isMap, isScalar, isSeq, Node, YAMLMap } from 'yaml';

/** `concurrency` of a workflow or of a job, expressions not filled in. */
export interface FileConcurrency {
  group: string;
  /** `true`, `false` or an expression. */
  cancelInProgress: string;
  /** `queue: max`: several may wait. */
  queue: boolean;
}

/** What a job says about where it deploys to and what it waits for. */
export interface FileJob {
  key: string;
  /** Name of the environment, expressions not filled in. */
  environment?: string;
  concurrency?: FileConcurrency;
  /** Its `if`, with or without the braces of an expression. */
  condition?: string;
  /** Jobs of the file that it waits for. */
  needs: string[];
  /** The workflow that it calls instead of having steps. */
  calls?: string;
  /** What it gives to the workflow that it calls, expressions not filled in. */
  gives: Record<string, string>;
}

/** An input of a workflow that others call. */
export interface FileCallInput {
  name: string;
  type: 'boolean' | 'number' | 'string';
  default?: string;
}

/** What a run of the file would touch. */
export interface FileReach {
  concurrency?: FileConcurrency;
  jobs: FileJob[];
  /** What it asks of those who call it; absent when it can't be called. */
  callInputs?: FileCallInput[];
}

// GitHub's own limit of jobs in a run.
const MAX_JOBS = 256;
const MAX_ALIASES = 300;
const MAX_TEXT = 1_000;

/**
 * Reads which environments and concurrency groups a workflow file names. What isn't as GitHub
 * wants it is left out: a mistake there is GitHub's to report.
 *
 * @param sourceOf - what an alias stands for
 */
export function readReach(
  root: YAMLMap,
  sourceOf: (alias: Alias) => unknown,
): FileReach {
  let aliases = 0;
  const resolve = (node: unknown): unknown => {
    if (!isAlias(node)) {
      return node;
    }
    aliases += 1;
    return aliases > MAX_ALIASES ? undefined : sourceOf(node);
  };
  const at = (map: YAMLMap, key: string) => resolve(map.get(key, true));
  const textAt = (map: YAMLMap, key: string) => textOf(at(map, key));

  const concurrencyOf = (node: unknown): FileConcurrency | undefined => {
    const group = isMap(node) ? textAt(node, 'group') : textOf(node);
    return group === undefined
      ? undefined
      : {
          group,
          cancelInProgress:
            (isMap(node) && textAt(node, 'cancel-in-progress')) || 'false',
          queue: isMap(node) && textAt(node, 'queue') === 'max',
        };
  };

  const textsOf = (node: unknown): Array<[string, string]> =>
    (isMap(node) ? node.items : []).flatMap(({ key, value }) => {
      const name = textOf(key as Node);
      const text = textOf(resolve(value));
      return name === undefined || text === undefined
        ? []
        : [[name.toLowerCase(), text]];
    });
  const needsOf = (node: unknown): string[] => {
    const items = isSeq(node) ? node.items.map(resolve) : [node];
    return items.map(textOf).filter(name => name !== undefined);
  };
  const callInputsOf = (on: unknown): FileCallInput[] | undefined => {
    const events = isSeq(on) ? on.items.map(resolve) : [on];
    if (!isMap(on)) {
      return events.some(event => textOf(event) === 'workflow_call')
        ? []
        : undefined;
    }
    if (!on.has('workflow_call')) {
      return undefined;
    }
    const call = at(on, 'workflow_call');
    const inputs = isMap(call) ? at(call, 'inputs') : undefined;
    return (isMap(inputs) ? inputs.items : []).flatMap(({ key, value }) => {
      const name = textOf(key as Node);
      const input = resolve(value);
      const type = isMap(input) ? textAt(input, 'type') : undefined;
      return name === undefined
        ? []
        : [
            {
              name: name.toLowerCase(),
              type: type === 'boolean' || type === 'number' ? type : 'string',
              default: isMap(input) ? textAt(input, 'default') : undefined,
            },
          ];
    });
  };

  const jobs = at(root, 'jobs');
  const items = isMap(jobs) ? jobs.items.slice(0, MAX_JOBS) : [];
  return {
    concurrency: concurrencyOf(at(root, 'concurrency')),
    callInputs: callInputsOf(at(root, 'on')),
    jobs: items.flatMap(({ key, value }) => {
      const job = resolve(value);
      const name = textOf(key as Node);
      if (!isMap(job) || name === undefined) {
        return [];
      }
      const environment = at(job, 'environment');
      return {
        key: name,
        environment: isMap(environment)
          ? textAt(environment, 'name')
          : textOf(environment),
        concurrency: concurrencyOf(at(job, 'concurrency')),
        condition: textAt(job, 'if'),
        needs: needsOf(at(job, 'needs')),
        calls: textAt(job, 'uses'),
        gives: Object.fromEntries(textsOf(at(job, 'with'))),
      };
    }),
  };
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null && node.value !== ''
    ? String(node.value).slice(0, MAX_TEXT)
    : undefined;
}
