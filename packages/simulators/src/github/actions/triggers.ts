import type { Repository, WorkflowRun } from '../types';
import type { ExpressionValue } from './expressions';
import type { DispatchInput, WorkflowFile } from './workflowFile';

/** A ref by its full name, with the commit that it points at. */
export interface ResolvedRef {
  /** e.g. `refs/heads/main`. */
  ref: string;
  /** e.g. `main`. */
  name: string;
  sha: string;
}

/** A dispatch takes a branch or a tag, by its short or full name, but no SHA. */
export function resolveDispatchRef(
  repository: Repository,
  ref: string,
): ResolvedRef | undefined {
  for (const prefix of ['refs/heads/', 'refs/tags/']) {
    const name = ref.startsWith(prefix) ? ref.slice(prefix.length) : ref;
    const sha = repository.git.refs.get(prefix + name);
    if (sha) {
      return { ref: prefix + name, name, sha };
    }
  }
  return undefined;
}

/** Paths of the workflow files at a commit. */
export function workflowPaths(repository: Repository, sha: string): string[] {
  const isWorkflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;
  return [...repository.git.filesOf(sha).keys()]
    .filter(path => isWorkflow.test(path))
    .sort();
}

/** Whether `on.push` of a file takes a push to this ref. */
export function listensToPush(file: WorkflowFile, ref: ResolvedRef): boolean {
  if (!file.on.has('push')) {
    return false;
  }
  const config = file.on.get('push') ?? {};
  const isBranch = ref.ref.startsWith('refs/heads/');
  const patterns = config[isBranch ? 'branches' : 'tags'] as
    string[] | undefined;
  const other = config[isBranch ? 'tags' : 'branches'];
  return patterns
    ? patterns.some(pattern => matchesRef(pattern, ref.name))
    : other === undefined;
}

/** GitHub's filter patterns: `*` stops at a slash, `**` does not. */
function matchesRef(pattern: string, name: string): boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map(
      part =>
        ({ '**': '.*', '*': '[^/]*' })[part] ??
        part.replace(/[.+^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`).test(name);
}

/** The `github` and `inputs` contexts of a run; boolean and number inputs keep their type. */
export function runContexts(run: WorkflowRun, definitions: DispatchInput[]) {
  const inputs: Record<string, ExpressionValue> = {};
  for (const { name, type } of definitions) {
    const value = run.inputs[name] ?? '';
    const typed: Record<string, ExpressionValue> = {
      boolean: value === 'true',
      number: Number(value),
    };
    inputs[name] = typed[type] ?? value;
  }
  return {
    inputs,
    github: {
      actor: run.actor.login,
      event_name: run.event,
      event: { inputs: run.inputs },
      workflow: run.workflow.name,
      ref: run.ref,
      ref_name: run.headBranch,
      repository: run.repository.fullName,
      run_id: String(run.id),
      run_number: String(run.runNumber),
      sha: run.headSha,
    },
  };
}
