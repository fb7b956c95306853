import type { WorkflowFile } from './workflowFile';

/** Called workflows by their path in the repository. */
export type CalledWorkflows = Map<string, WorkflowFile>;

/** docs.github.com, reusing-workflows: ten levels, the first caller included. */
const maxDepth = 10;

/** The path of a call within the same repository; undefined for another repository's workflow. */
export function localPathOf(uses: unknown): string | undefined {
  return typeof uses === 'string' && uses.startsWith('./.github/workflows/')
    ? uses.slice(2)
    : undefined;
}

/**
 * Reads the workflows that a file calls with `uses: ./.github/workflows/…`, and those that these
 * call. One that can't be read is left out: the call then counts as one job.
 */
export async function readCalled(
  file: WorkflowFile,
  read: (path: string) => Promise<WorkflowFile | undefined>,
): Promise<CalledWorkflows> {
  const called: CalledWorkflows = new Map();
  let callers = [file];
  for (let depth = 1; depth < maxDepth && callers.length > 0; depth++) {
    const paths = callers
      .flatMap(({ jobs }) => Object.values(jobs))
      .map(job => localPathOf(job.uses))
      .filter(path => path !== undefined && !called.has(path));
    callers = [];
    for (const path of new Set(paths as string[])) {
      const found = await read(path);
      if (found?.on.has('workflow_call')) {
        called.set(path, found);
        callers.push(found);
      }
    }
  }
  return called;
}

/** Joins the condition of a call with that of a called job; undefined when there is neither. */
export function bothConditions(
  first: string | undefined,
  second: string | undefined,
): string | undefined {
  const [a, b] = [first, second].map(condition =>
    condition?.replace(/^\s*\$\{\{([^]*)\}\}\s*$/, '$1'),
  );
  return a && b ? `(${a}) && (${b})` : (a ?? b);
}
