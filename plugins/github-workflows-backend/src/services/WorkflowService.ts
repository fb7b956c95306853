import {
  FormResponse,
  GitRef,
  RefType,
  Run,
  Workflow,
  WorkflowView,
  WorkflowsResponse,
} from '@internal/plugin-github-workflows-common';
import { Fresh } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import {
  FilesAtRef,
  RegisteredWorkflow,
  RepositoryReader,
} from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { shownBy } from '../workflowView';
import {
  parseWorkflowFile,
  WorkflowFile,
} from '../workflowFile/parseWorkflowFile';
import { stateOf } from './workflowState';

/** A form as the file makes it; what the caller may do with it is added by the route. */
export type WorkflowForm = Omit<FormResponse, 'identity' | 'viewer'>;

const FOLDER = '.github/workflows/';

type LatestRuns = Awaited<ReturnType<RunReader['latestRuns']>>;

/** What a list is made from. */
type ListParts = [Fresh<FilesAtRef>, Fresh<RegisteredWorkflow[]>, LatestRuns];

/** Lists the workflows of a repository at a ref and makes the form of one from its file there. */
export class WorkflowService {
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;
  // A blob never changes, so what was read from one never gets old.
  readonly #parsed = new LRUCache<string, WorkflowFile>({ max: 1_000 });
  // The same parts give the same list; many pages ask for it between two looks at GitHub.
  readonly #lists = new LRUCache<
    string,
    { parts: ListParts; list: WorkflowsResponse }
  >({ max: 200 });

  constructor(repositories: RepositoryReader, runs: RunReader) {
    this.#repositories = repositories;
    this.#runs = runs;
  }

  /** Every workflow that is registered or on the ref and that the entity shows, each with its state there. */
  async list(
    repository: Repository,
    refType: RefType,
    ref: string,
    view?: WorkflowView,
  ): Promise<WorkflowsResponse> {
    const [atRef, registered, latestRuns] = await Promise.all([
      this.#repositories.filesAt(repository, refType, ref),
      this.#repositories.workflows(repository),
      this.#runs.latestRuns(repository),
    ]);
    const key = `${repositoryKey(repository)}:${refType}:${ref}:${JSON.stringify(view)}`;
    const parts: ListParts = [atRef, registered, latestRuns];
    const kept = this.#lists.get(key);
    if (kept && parts.every((part, index) => part === kept.parts[index])) {
      return kept.list;
    }
    const list = this.#list(parts, view);
    this.#lists.set(key, { parts, list });
    return list;
  }

  #list(parts: ListParts, view?: WorkflowView): WorkflowsResponse {
    const [atRef, registered, latestRuns] = parts;
    const items = registered.value
      .filter(workflow => workflow.state !== 'deleted')
      .map(workflow =>
        this.#describe(
          workflow,
          atRef.value,
          latestRuns.value.byWorkflow.get(workflow.id),
        ),
      );
    const known = new Set(items.map(item => item.path));
    for (const file of atRef.value.files) {
      if (!known.has(FOLDER + file.name)) {
        items.push(this.#describe({ path: FOLDER + file.name }, atRef.value));
      }
    }
    const isShown = view && shownBy(view);
    const shown = isShown
      ? items.filter(({ path, file }) =>
          isShown(path.startsWith(FOLDER) ? file : ''),
        )
      : items;
    shown.sort(
      (a, b) =>
        a.name.localeCompare(b.name, 'en') ||
        a.path.localeCompare(b.path, 'en'),
    );
    return {
      ref: atRef.value.ref,
      items: shown,
      hasOlderRuns: !latestRuns.value.areAll,
      view,
      ...ageOf(...parts),
    };
  }

  /**
   * The form of a workflow, from its file at the ref.
   *
   * @throws NotFoundError with code `workflow_not_on_ref` or `ref_not_found`
   */
  async form(
    repository: Repository,
    name: string,
    refType: RefType,
    ref: string,
  ): Promise<WorkflowForm> {
    const [atRef, registered] = await Promise.all([
      this.#repositories.filesAt(repository, refType, ref),
      this.#repositories.workflows(repository),
    ]);
    const file = fileOf(atRef.value, name);
    const workflow = registered.value.find(
      candidate => candidate.path === FOLDER + name,
    );
    const parsed = this.#parse(file);
    const needsEnvironments = parsed.inputs.some(
      input => input.type === 'environment',
    );
    const environments = needsEnvironments
      ? await this.#repositories.environments(repository)
      : undefined;
    const options = environments?.value.map(item => item.name) ?? [];
    return {
      file: name,
      name: parsed.name ?? workflow?.name ?? name,
      ref: atRef.value.ref,
      state: stateOf(workflow, parsed),
      blobSha: file.blobSha,
      inputs: parsed.inputs.map(input =>
        input.type === 'environment' ? { ...input, options } : input,
      ),
      problems: parsed.problems,
      ...ageOf(atRef, registered, ...(environments ? [environments] : [])),
    };
  }

  /**
   * What the file of a workflow on a ref says, beyond its form.
   *
   * @throws NotFoundError with code `workflow_not_on_ref` or `ref_not_found`
   */
  async file(
    repository: Repository,
    name: string,
    refType: RefType,
    ref: string,
  ): Promise<{
    ref: GitRef;
    parsed: WorkflowFile;
    /** Another file of the same folder on the same ref. */
    beside(other: string): WorkflowFile | undefined;
  }> {
    const { value } = await this.#repositories.filesAt(
      repository,
      refType,
      ref,
    );
    return {
      ref: value.ref,
      parsed: this.#parse(fileOf(value, name)),
      beside: other => {
        const file = value.files.find(candidate => candidate.name === other);
        return file && this.#parse(file);
      },
    };
  }

  #describe(
    workflow: Pick<RegisteredWorkflow, 'path'> & Partial<RegisteredWorkflow>,
    { files }: FilesAtRef,
    lastRun?: Run,
  ): Workflow {
    const file = files.find(
      candidate => FOLDER + candidate.name === workflow.path,
    );
    const parsed = file && this.#parse(file);
    const base = workflow.path.startsWith(FOLDER)
      ? workflow.path.slice(FOLDER.length)
      : workflow.path;
    return {
      file: base,
      path: workflow.path,
      name: parsed?.name ?? workflow.name ?? base,
      state: stateOf(
        workflow.id === undefined
          ? undefined
          : (workflow as RegisteredWorkflow),
        parsed,
      ),
      problems: parsed?.problems ?? [],
      htmlUrl: workflow.htmlUrl,
      lastRun,
    };
  }

  #parse(file: FilesAtRef['files'][number]): WorkflowFile {
    const kept = this.#parsed.get(file.blobSha);
    if (kept) {
      return kept;
    }
    const parsed =
      file.text === undefined
        ? {
            dispatchable: false,
            inputs: [],
            problems: [
              {
                message:
                  "GitHub doesn't give the text of this file: it is too large or not text.",
              },
            ],
          }
        : parseWorkflowFile(file.text);
    this.#parsed.set(file.blobSha, parsed);
    return parsed;
  }
}

function fileOf({ ref, files }: FilesAtRef, name: string) {
  const file = files.find(candidate => candidate.name === name);
  if (!file) {
    throw problem(
      'absent',
      'workflow_not_on_ref',
      `There is no workflow ${name} on the ${ref.type} ${ref.name}.`,
      `Pick a ${ref.type} that has the file .github/workflows/${name}.`,
    );
  }
  return file;
}

/** The age of an answer that is put together from several: that of the oldest part. */
export function ageOf(...parts: Array<Fresh<unknown>>) {
  const stale = parts.find(part => part.stale);
  return {
    fetchedAt: parts.map(part => part.fetchedAt).sort()[0],
    stale: stale !== undefined,
    ...(stale && { staleReason: stale.staleReason }),
  };
}
