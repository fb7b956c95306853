import { Alias, isAlias, isMap, isScalar, Node, YAMLMap } from 'yaml';

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
  /** It has an `if`. */
  conditional: boolean;
  /** The workflow that it calls instead of having steps. */
  calls?: string;
}

/** What a run of the file would touch. */
export interface FileReach {
  concurrency?: FileConcurrency;
  jobs: FileJob[];
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

  const jobs = at(root, 'jobs');
  const items = isMap(jobs) ? jobs.items.slice(0, MAX_JOBS) : [];
  return {
    concurrency: concurrencyOf(at(root, 'concurrency')),
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
        conditional: job.has('if'),
        calls: textAt(job, 'uses'),
      };
    }),
  };
}

function textOf(node: unknown): string | undefined {
  return isScalar(node) && node.value !== null && node.value !== ''
    ? String(node.value).slice(0, MAX_TEXT)
    : undefined;
}
