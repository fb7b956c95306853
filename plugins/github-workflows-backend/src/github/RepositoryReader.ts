import { GitRef, RefType } from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import {
  filesAnswer,
  RefAnswer,
  refsAnswer,
  repositoryAnswer,
  workflowsAnswer,
} from './answers';
import {
  environmentsAnswer,
  mapEnvironment,
  RepositoryEnvironment,
} from './environments';
import { repositoryNotFound } from './errors';
import { GithubGateway } from './GithubGateway';
import { FILES_QUERY, REFS_QUERY } from './queries';

// More workflows than that would be more than a person reads.
const MAX_PAGES = 5;
// More would be scrolled past; a search narrows it down.
const MAX_REFS = 50;
// Names, default branch and environments of a repository change a few times a year.
const KEEP_SETTINGS_MS = 60_000;

/** A workflow that GitHub has registered. */
export interface RegisteredWorkflow {
  id: number;
  name: string;
  path: string;
  state: string;
  htmlUrl: string;
}

/** A ref with the workflow files on it. */
export interface FilesAtRef {
  ref: GitRef;
  files: Array<{ name: string; blobSha: string; text: string | undefined }>;
}

/** Reads what a repository has, each answer kept for a while: any number of viewers cost one call. */
export class RepositoryReader {
  readonly #gateway: GithubGateway;
  readonly #cache: ReadCache;
  readonly #files: ReadCache;

  constructor(gateway: GithubGateway, config: GithubWorkflowsConfig) {
    this.#gateway = gateway;
    this.#cache = new ReadCache({ max: 2_000, ttlMs: config.keepListsMs });
    // Each holds the texts of all workflow files on a ref, so few of them.
    this.#files = new ReadCache({ max: 200, ttlMs: config.keepListsMs });
  }

  /** Default branch and address of a repository. */
  settings(
    repository: Repository,
  ): Promise<Fresh<{ defaultBranch: string; htmlUrl: string }>> {
    return this.#cache.read(
      `settings:${repositoryKey(repository)}`,
      async () => {
        const answer = await this.#get(repository, '', repositoryAnswer);
        return {
          defaultBranch: answer.default_branch,
          htmlUrl: answer.html_url,
        };
      },
      () => KEEP_SETTINGS_MS,
    );
  }

  /** Branches or tags whose name contains a text, the default branch first; at most 50. */
  refs(
    repository: Repository,
    type: RefType,
    search: string,
  ): Promise<Fresh<{ items: GitRef[]; more: boolean }>> {
    return this.#cache.read(
      `refs:${repositoryKey(repository)}:${type}:${search}`,
      async () => {
        const data = await this.#gateway.query(
          repository,
          REFS_QUERY,
          { prefix: prefixOf(type), search: search || null, first: MAX_REFS },
          refsAnswer,
        );
        const found = data.repository ?? absentRepository();
        const nodes = found.refs?.nodes ?? [];
        const main = found.defaultBranchRef;
        // The default branch comes first, also where its name is far down the alphabet.
        const others = nodes.filter(node => node.name !== main?.name);
        const showMain =
          type === 'branch' && main && (!search || main.name.includes(search));
        const items = (showMain ? [main, ...others] : nodes)
          .slice(0, MAX_REFS)
          .map(node => mapRef(node, type, main?.name));
        return { items, more: (found.refs?.totalCount ?? 0) > items.length };
      },
    );
  }

  /** The head of a ref and the workflow files on it. */
  filesAt(
    repository: Repository,
    type: RefType,
    name: string,
  ): Promise<Fresh<FilesAtRef>> {
    return this.#files.read(
      `${repositoryKey(repository)}:${type}:${name}`,
      async () => {
        const ref = `${prefixOf(type)}${name}`;
        const data = await this.#gateway.query(
          repository,
          FILES_QUERY,
          { ref, folder: `${ref}:.github/workflows` },
          filesAnswer,
        );
        const found = data.repository ?? absentRepository();
        if (!found.ref) {
          throw problem(
            'absent',
            'ref_not_found',
            `The repository has no ${type} ${name}.`,
            `Pick another ${type}: this one was deleted, renamed or mistyped.`,
          );
        }
        const files = (found.object?.entries ?? [])
          .filter(
            entry => entry.type === 'blob' && /\.ya?ml$/i.test(entry.name),
          )
          .map(entry => ({
            name: entry.name,
            blobSha: entry.oid,
            text: entry.object?.isTruncated
              ? undefined
              : (entry.object?.text ?? undefined),
          }));
        return {
          ref: mapRef(found.ref, type, found.defaultBranchRef?.name),
          files,
        };
      },
    );
  }

  /** Every workflow that GitHub has registered. */
  workflows(repository: Repository): Promise<Fresh<RegisteredWorkflow[]>> {
    return this.#cache.read(
      `workflows:${repositoryKey(repository)}`,
      async () => {
        const workflows: RegisteredWorkflow[] = [];
        for (let page = 1; page <= MAX_PAGES; page++) {
          const answer = await this.#get(
            repository,
            '/actions/workflows',
            workflowsAnswer,
            { per_page: 100, page },
          );
          workflows.push(
            ...answer.workflows.map(({ html_url: htmlUrl, ...workflow }) => ({
              ...workflow,
              htmlUrl,
            })),
          );
          if (
            workflows.length >= answer.total_count ||
            answer.workflows.length === 0
          )
            break;
        }
        return workflows;
      },
    );
  }

  /** The repository's environments with their rules. */
  environments(
    repository: Repository,
  ): Promise<Fresh<RepositoryEnvironment[]>> {
    return this.#cache.read(
      `environments:${repositoryKey(repository)}`,
      async () => {
        const answer = await this.#get(
          repository,
          '/environments',
          environmentsAnswer,
          { per_page: 100 },
        );
        return (answer.environments ?? []).map(mapEnvironment);
      },
      () => KEEP_SETTINGS_MS,
    );
  }

  /** Forgets a ref, so that its head is asked for again. */
  forgetFiles(repository: Repository, type: RefType, name: string): void {
    this.#files.forget(`${repositoryKey(repository)}:${type}:${name}`);
  }

  /** Forgets branches, tags and what is on them. */
  forgetRefs(repository: Repository): void {
    const key = repositoryKey(repository);
    this.#cache.forget(`refs:${key}:`);
    this.#cache.forget(`workflows:${key}`);
    this.#files.forget(`${key}:`);
  }

  /** Forgets which workflows are registered, and whether they are enabled. */
  forgetWorkflows(repository: Repository): void {
    this.#cache.forget(`workflows:${repositoryKey(repository)}`);
  }

  #get<T>(
    repository: Repository,
    path: string,
    answer: z.ZodType<T>,
    parameters?: Record<string, unknown>,
  ): Promise<T> {
    return this.#gateway.read(repository, {
      route: `GET /repos/{owner}/{repo}${path}`,
      parameters,
      answer,
    });
  }
}

function prefixOf(type: RefType): string {
  return type === 'branch' ? 'refs/heads/' : 'refs/tags/';
}

function mapRef(
  node: RefAnswer,
  type: RefType,
  defaultBranch: string | undefined,
): GitRef {
  return {
    name: node.name,
    type,
    sha: node.target.target?.oid ?? node.target.oid,
    isDefault: type === 'branch' && node.name === defaultBranch,
    isProtected: Boolean(node.branchProtectionRule),
  };
}

function absentRepository(): never {
  throw repositoryNotFound();
}
