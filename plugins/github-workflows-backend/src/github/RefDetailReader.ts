import {
  GitRef,
  RefDetail,
  RefType,
} from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { GithubWorkflowsConfig } from '../config';
import { Repository, repositoryKey } from '../repository';
import { repositoryNotFound } from './errors';
import { GithubGateway } from './GithubGateway';

// GitHub walks the history of each pair; more at once come near its time limit.
const PAIRS_AT_ONCE = 25;
const KEEP_PROTECTED_MS = 60_000;
const MAX_PROTECTED = 100;

type Comparison = NonNullable<RefDetail['comparison']>;

const text = z.string().max(1_000);
const target = z.object({
  oid: text,
  // An annotated tag points at the commit.
  target: z.object({ oid: text }).optional(),
});

const baseAnswer = z.object({
  repository: z
    .object({
      defaultBranchRef: z.object({ name: text, target }).nullish(),
    })
    .nullable(),
});

const comparisonAnswer = z
  .object({
    aheadBy: z.number().int(),
    behindBy: z.number().int(),
    baseTarget: target,
    headTarget: target,
  })
  .nullable();

const comparisonsAnswer = z.object({
  repository: z
    .object({ defaultBranchRef: z.record(text, comparisonAnswer).nullish() })
    .nullable(),
});

const protectedAnswer = z.array(z.object({ name: text })).max(MAX_PROTECTED);

const BASE_QUERY = /* GraphQL */ `
  query base($owner: String!, $repo: String!) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef {
        name
        target {
          oid
        }
      }
    }
  }
`;

/** One query for any number of refs; each is a variable, so that no name is ever part of the query. */
function comparisonsQuery(count: number): string {
  const numbers = Array.from({ length: count }, (_, at) => at);
  return `query comparisons($owner: String!, $repo: String!, ${numbers.map(at => `$h${at}: String!`).join(', ')}) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef {
        ${numbers
          .map(
            at =>
              `r${at}: compare(headRef: $h${at}) { aheadBy behindBy baseTarget { ...commit } headTarget { ...commit } }`,
          )
          .join('\n')}
      }
    }
  }
  fragment commit on GitObject { oid ... on Tag { target { oid } } }`;
}

/** Tells how far refs are from the default branch, and which branches are protected. */
export class RefDetailReader {
  readonly #gateway: GithubGateway;
  readonly #cache: ReadCache;
  // Two commits never change, so how far they are apart doesn't either. Null: nothing in common.
  readonly #apart = new LRUCache<string, { of: Comparison | undefined }>({
    max: 20_000,
  });

  constructor(gateway: GithubGateway, config: GithubWorkflowsConfig) {
    this.#gateway = gateway;
    this.#cache = new ReadCache({ max: 2_000, ttlMs: config.keepListsMs });
  }

  /** The details of some refs of one kind, in their order. */
  async details(
    repository: Repository,
    type: RefType,
    refs: GitRef[],
  ): Promise<Fresh<{ base: string; items: RefDetail[] }>> {
    const [base, protectedNames] = await Promise.all([
      this.#base(repository),
      type === 'branch' ? this.#protectedNames(repository) : undefined,
    ]);
    const keyOf = (headSha: string, baseSha = base.value.sha) =>
      `${repositoryKey(repository)}:${baseSha}:${headSha}`;
    const unknown = refs.filter(ref => !this.#apart.has(keyOf(ref.sha)));
    for (let at = 0; at < unknown.length; at += PAIRS_AT_ONCE) {
      await this.#compare(
        repository,
        unknown.slice(at, at + PAIRS_AT_ONCE),
        keyOf,
      );
    }
    return {
      ...base,
      value: {
        base: base.value.name,
        items: refs.map(ref => ({
          name: ref.name,
          comparison: this.#apart.get(keyOf(ref.sha))?.of,
          isProtected: type === 'tag' ? undefined : protectedNames?.(ref.name),
        })),
      },
    };
  }

  #base(repository: Repository): Promise<Fresh<{ name: string; sha: string }>> {
    return this.#cache.read(`base:${repositoryKey(repository)}`, async () => {
      const data = await this.#gateway.query(
        repository,
        BASE_QUERY,
        {},
        baseAnswer,
      );
      const found = data.repository?.defaultBranchRef;
      if (!found) {
        throw repositoryNotFound();
      }
      return { name: found.name, sha: found.target.oid };
    });
  }

  async #compare(
    repository: Repository,
    refs: GitRef[],
    keyOf: (headSha: string, baseSha?: string) => string,
  ): Promise<void> {
    const heads = Object.fromEntries(
      refs.map(({ name, type }, at) => [
        `h${at}`,
        `refs/${type === 'branch' ? 'heads' : 'tags'}/${name}`,
      ]),
    );
    const data = await this.#gateway.query(
      repository,
      comparisonsQuery(refs.length),
      heads,
      comparisonsAnswer,
    );
    const answers = data.repository?.defaultBranchRef ?? {};
    refs.forEach((ref, at) => {
      const answer = answers[`r${at}`];
      if (!answer) {
        this.#apart.set(keyOf(ref.sha), { of: undefined });
        return;
      }
      const {
        aheadBy: ahead,
        behindBy: behind,
        headTarget,
        baseTarget,
      } = answer;
      // Of the commits that were compared, which may be newer than those of the list.
      const head = headTarget.target?.oid ?? headTarget.oid;
      this.#apart.set(keyOf(head, baseTarget.oid), { of: { ahead, behind } });
    });
  }

  /**
   * Whether a branch is protected. GraphQL tells administrators only; this list anybody who reads.
   * Undefined where it doesn't say: GitHub didn't answer, or there are more than it lists at once.
   */
  async #protectedNames(
    repository: Repository,
  ): Promise<((name: string) => boolean | undefined) | undefined> {
    try {
      const { value } = await this.#cache.read(
        `protected:${repositoryKey(repository)}`,
        async () =>
          (
            await this.#gateway.read(repository, {
              route: 'GET /repos/{owner}/{repo}/branches',
              parameters: { protected: true, per_page: MAX_PROTECTED },
              answer: protectedAnswer,
            })
          ).map(({ name }) => name),
        () => KEEP_PROTECTED_MS,
      );
      const names = new Set(value);
      return name =>
        names.has(name) || (names.size < MAX_PROTECTED ? false : undefined);
    } catch {
      // How far apart refs are is worth telling without it.
      return undefined;
    }
  }
}
