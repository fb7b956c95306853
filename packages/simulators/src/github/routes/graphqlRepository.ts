import type { Response } from 'express';
import { actorOf, rightOf } from '../auth';
import type { GithubContext } from '../context';
import { compareCommits } from '../git/history';
import type { Repository } from '../types';

/**
 * The part of GitHub's GraphQL schema that reads refs, how far one is from another, and files. Names,
 * nullability and argument types are those of docs.github.com/graphql/reference.
 */
export const repositorySchema = /* GraphQL */ `
  scalar GitObjectID

  extend type Query {
    repository(
      owner: String!
      name: String!
      followRenames: Boolean = true
    ): Repository
  }
  type Repository {
    nameWithOwner: String!
    defaultBranchRef: Ref
    ref(qualifiedName: String!): Ref
    refs(
      refPrefix: String!
      query: String
      first: Int
      after: String
    ): RefConnection
    object(oid: GitObjectID, expression: String): GitObject
  }
  type RefConnection {
    totalCount: Int!
    nodes: [Ref]
  }
  type Ref {
    name: String!
    prefix: String!
    target: GitObject
    branchProtectionRule: BranchProtectionRule
    compare(headRef: String!): Comparison
  }
  enum ComparisonStatus {
    AHEAD
    BEHIND
    DIVERGED
    IDENTICAL
  }
  type Comparison {
    aheadBy: Int!
    behindBy: Int!
    baseTarget: GitObject!
    headTarget: GitObject!
    status: ComparisonStatus!
  }
  type BranchProtectionRule {
    id: ID!
    pattern: String!
  }
  interface GitObject {
    oid: GitObjectID!
  }
  type Commit implements GitObject {
    oid: GitObjectID!
  }
  type Tag implements GitObject {
    oid: GitObjectID!
    name: String!
    target: GitObject!
  }
  type Tree implements GitObject {
    oid: GitObjectID!
    entries: [TreeEntry!]
  }
  type Blob implements GitObject {
    oid: GitObjectID!
    text: String
    isTruncated: Boolean!
    isBinary: Boolean
    byteSize: Int!
  }
  type TreeEntry {
    name: String!
    oid: GitObjectID!
    type: String!
    object: GitObject
  }
`;

// GitHub cuts the text of a blob at 512 kB (observed by users; github/docs names no figure).
const MAX_TEXT_BYTES = 512_000;

/** A repository that isn't there, or isn't there for the person who asks. */
export class NotFound extends Error {}

/** `repository(owner, name)` of a query, for the person who asks. */
export function repositoryResolver({ state }: GithubContext, res: Response) {
  return ({ owner, name }: { owner: string; name: string }) => {
    const repository = state.findRepository(`${owner}/${name}`);
    const right = repository && rightOf(actorOf(res), repository);
    if (!repository || right === 'none') {
      throw new NotFound(
        `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      );
    }
    return presentRepository(repository, right === 'admin');
  };
}

function presentRepository(repository: Repository, isAdmin: boolean) {
  const presentRef = (qualifiedName: string) =>
    refOf(repository, qualifiedName, isAdmin);
  return {
    nameWithOwner: repository.fullName,
    defaultBranchRef: () =>
      presentRef(`refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      presentRef(qualifiedName),
    refs: ({
      refPrefix,
      query,
      first,
    }: {
      refPrefix: string;
      query?: string;
      first?: number;
    }) => {
      if (first === undefined || first === null) {
        throw new Error(
          'You must provide a `first` or `last` value to properly paginate the `refs` connection.',
        );
      }
      if (first < 1 || first > 100) {
        throw new Error(
          `Requesting ${first} records on the \`refs\` connection exceeds the \`first\` limit of 100 records.`,
        );
      }
      const names = [...repository.git.refs.keys()]
        .filter(ref => ref.startsWith(refPrefix))
        .filter(
          ref =>
            !query ||
            ref
              .slice(refPrefix.length)
              .toLowerCase()
              .includes(query.toLowerCase()),
        )
        .sort();
      return {
        totalCount: names.length,
        nodes: names.slice(0, first).map(name => presentRef(name)),
      };
    },
    object: ({ expression }: { expression?: string }) =>
      presentExpression(repository, expression ?? ''),
  };
}

/** Protection rules are shown to administrators only; to others a protected branch looks free. */
function refOf(
  repository: Repository,
  qualifiedName: string,
  isAdmin: boolean,
) {
  const sha = repository.git.refs.get(qualifiedName);
  const [, prefix, name] =
    /^(refs\/(?:heads|tags)\/)(.+)$/.exec(qualifiedName) ?? [];
  if (!sha || !name) {
    return null;
  }
  const isProtected =
    isAdmin &&
    prefix === 'refs/heads/' &&
    repository.protectedBranches.has(name);
  return {
    name,
    prefix,
    target: { __typename: 'Commit', oid: sha },
    branchProtectionRule: isProtected
      ? { id: `BPR_${name}`, pattern: name }
      : null,
    compare: ({ headRef }: { headRef: string }) =>
      presentComparison(repository, sha, headRef),
  };
}

/** Null for a head that isn't there, and where the two share no history. */
async function presentComparison(
  repository: Repository,
  base: string,
  headRef: string,
) {
  const head = repository.git.resolve(headRef);
  const found = head && (await compareCommits(repository.git, base, head));
  return found
    ? {
        aheadBy: found.ahead.length,
        behindBy: found.behind,
        status: found.status.toUpperCase(),
        baseTarget: { __typename: 'Commit', oid: base },
        headTarget: { __typename: 'Commit', oid: head },
      }
    : null;
}

/** `<ref>:<folder or file>`, as git's own revision syntax has it; `HEAD` is the default branch. */
async function presentExpression(repository: Repository, expression: string) {
  const colon = expression.indexOf(':');
  const ref = expression.slice(0, Math.max(colon, 0));
  const commit = repository.git.resolve(
    ref === 'HEAD' ? `refs/heads/${repository.defaultBranch}` : ref,
  );
  const path = expression.slice(colon + 1);
  const blob = commit && repository.git.filesOf(commit).get(path);
  if (blob) {
    return presentBlob(repository, blob);
  }
  const entries = commit && (await repository.git.readDirectory(commit, path));
  if (!entries) {
    return null;
  }
  return {
    __typename: 'Tree',
    oid: commit,
    entries: entries.map(entry => ({
      name: entry.name,
      oid: entry.sha,
      type: entry.type === 'dir' ? 'tree' : 'blob',
      object:
        entry.type === 'dir' ? null : () => presentBlob(repository, entry.sha),
    })),
  };
}

async function presentBlob(repository: Repository, sha: string) {
  const bytes = (await repository.git.readBlob(sha)) ?? Buffer.alloc(0);
  const isBinary = bytes.includes(0);
  return {
    __typename: 'Blob',
    oid: sha,
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > MAX_TEXT_BYTES,
    text: isBinary ? null : bytes.subarray(0, MAX_TEXT_BYTES).toString('utf8'),
  };
}
