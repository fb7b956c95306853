import {
  MAX_FILTERED_RUNS,
  Run,
  RUNS_PAGE_SIZE,
  RunsQuery,
  RunsResponse,
  WorkflowView,
} from '@internal/plugin-github-workflows-common';
import { Fresh } from '@internal/upstream-node';
import { RepositoryReader } from '../github/RepositoryReader';
import { RunReader } from '../github/RunReader';
import { Repository } from '../repository';
import { shownBy } from '../workflowView';
import { ageOf } from './WorkflowService';

// With more workflows than this, looking through the repository's own list costs fewer calls.
const MAX_LISTS = 8;
const CHUNK = 100;

/** Lists a repository's runs, all of them or those of the workflows that an entity shows. */
export class RunListService {
  readonly #repositories: RepositoryReader;
  readonly #runs: RunReader;

  constructor(repositories: RepositoryReader, runs: RunReader) {
    this.#repositories = repositories;
    this.#runs = runs;
  }

  /**
   * A page of runs, newest first.
   *
   * GitHub filters by one workflow or by none. For an entity that shows a few, their lists are
   * merged; for one that shows many, the repository's list is looked through, and the answer says
   * how far.
   */
  async list(
    repository: Repository,
    query: RunsQuery,
    view?: WorkflowView,
  ): Promise<RunsResponse> {
    if (!view) {
      return this.#page(repository, query);
    }
    const isShown = shownBy(view);
    if (query.workflow) {
      return isShown(query.workflow)
        ? { ...(await this.#page(repository, query)), view }
        : { ...answer(query, [], 0), view, ...ageOf(none()) };
    }
    const registered = await this.#repositories.workflows(repository);
    const files = registered.value
      .map(({ path }) => /^\.github\/workflows\/([^/]+)$/.exec(path)?.[1] ?? '')
      .filter(isShown);
    const listed =
      files.length <= MAX_LISTS && !files.includes('')
        ? await this.#merge(repository, query, files)
        : await this.#lookThrough(repository, query, isShown);
    return { ...listed, view };
  }

  async #page(repository: Repository, query: RunsQuery): Promise<RunsResponse> {
    const { status, event, actor, from, to, ref, page } = query;
    const isFiltered = [status, event, actor, from, to, ref].some(Boolean);
    const read = await this.#runs.runs(repository, query, RUNS_PAGE_SIZE);
    const isLimited = isFiltered && read.value.totalCount >= MAX_FILTERED_RUNS;
    const totalCount = isLimited ? MAX_FILTERED_RUNS : read.value.totalCount;
    return {
      items: read.value.items,
      totalCount,
      page,
      pageSize: RUNS_PAGE_SIZE,
      hasMore: page * RUNS_PAGE_SIZE < totalCount,
      ...(isLimited && { limitedTo: MAX_FILTERED_RUNS }),
      ...ageOf(read),
    };
  }

  async #merge(
    repository: Repository,
    query: RunsQuery,
    files: string[],
  ): Promise<RunsResponse> {
    const needed = Math.min(query.page * RUNS_PAGE_SIZE, MAX_FILTERED_RUNS);
    const lists = await Promise.all(
      files.map(workflow =>
        this.#newest(repository, { ...query, workflow }, needed),
      ),
    );
    const items = lists
      .flatMap(({ runs }) => runs)
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
    const total = lists.reduce((sum, { totalCount }) => sum + totalCount, 0);
    return {
      ...answer(query, items, Math.min(total, MAX_FILTERED_RUNS)),
      ...(total > MAX_FILTERED_RUNS && { limitedTo: MAX_FILTERED_RUNS }),
      ...ageOf(none(), ...lists.flatMap(({ parts }) => parts)),
    };
  }

  async #newest(repository: Repository, query: RunsQuery, needed: number) {
    const runs: Run[] = [];
    const parts: Array<Fresh<unknown>> = [];
    let totalCount = 0;
    for (let page = 1; (page - 1) * CHUNK < needed; page++) {
      const part = await this.#runs.runs(repository, { ...query, page }, CHUNK);
      parts.push(part);
      runs.push(...part.value.items);
      totalCount = part.value.totalCount;
      if (runs.length >= totalCount || part.value.items.length === 0) break;
    }
    return { runs, totalCount, parts };
  }

  async #lookThrough(
    repository: Repository,
    query: RunsQuery,
    isShown: (file: string) => boolean,
  ): Promise<RunsResponse> {
    const found: Run[] = [];
    const parts: Array<Fresh<unknown>> = [];
    const wanted = query.page * RUNS_PAGE_SIZE;
    let searched = 0;
    let all = Infinity;
    while (
      found.length <= wanted &&
      searched < Math.min(all, MAX_FILTERED_RUNS)
    ) {
      const page = searched / CHUNK + 1;
      const part = await this.#runs.runs(repository, { ...query, page }, CHUNK);
      parts.push(part);
      found.push(...part.value.items.filter(run => isShown(run.workflowFile)));
      searched += CHUNK;
      all = part.value.items.length < CHUNK ? searched : part.value.totalCount;
    }
    return {
      ...answer(query, found, found.length),
      ...(searched < all && { searched }),
      ...ageOf(...parts),
    };
  }
}

function answer({ page }: RunsQuery, runs: Run[], totalCount: number) {
  const end = page * RUNS_PAGE_SIZE;
  return {
    items: runs.slice(end - RUNS_PAGE_SIZE, Math.min(end, totalCount)),
    totalCount,
    page,
    pageSize: RUNS_PAGE_SIZE,
    hasMore: end < totalCount,
  };
}

/** For an answer that GitHub needn't be asked for. */
function none(): Fresh<undefined> {
  return {
    value: undefined,
    fetchedAt: new Date().toISOString(),
    stale: false,
  };
}
