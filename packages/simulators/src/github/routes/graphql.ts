import { Router, type Response } from 'express';
import { buildSchema, graphql } from 'graphql';
import { accountOf, actorOf, rightOf } from '../auth';
import { handle, type GithubContext } from '../context';
import { GithubError } from '../errors';
import { compareCommits } from '../git/history';
import {
  organizationResolver,
  organizationSchema,
} from './graphqlOrganization';
import type { Repository } from '../types';

/**
 * The part of GitHub's GraphQL schema that reads refs and files. Names, nullability and argument
 * types are those of docs.github.com/graphql/reference (public schema); the engine is graphql-js,
 * so a query that GitHub's schema would refuse is refused here too.
 */
const schema = buildSchema(/* GraphQL */ `
  ${organizationSchema}
  scalar GitObjectID

  type Query {
    viewer: User!
    repository(
      owner: String!
      name: String!
      followRenames: Boolean = true
    ): Repository
  }
  type User {
    login: String!
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
`);

// GitHub cuts the text of a blob at 512 kB (observed by users; github/docs names no figure).
const MAX_TEXT_BYTES = 512_000;

class NotFound extends Error {}

/**
 * `POST /graphql`: who asks, people and teams of an organization, refs by part of their name, how far one is from another, and the
 * files at a ref.
 */
export function graphqlRoutes({ state, links }: GithubContext): Router {
  const router = Router();

  router.post(
    '/',
    handle(async (req, res) => {
      // GraphQL takes no anonymous calls (docs.github.com/graphql/guides/forming-calls-with-graphql).
      if (actorOf(res).kind === 'anonymous') {
        throw new GithubError(
          401,
          'This endpoint requires you to be authenticated.',
        );
      }
      const { query, variables } = (req.body ?? {}) as {
        query?: unknown;
        variables?: Record<string, unknown>;
      };
      if (typeof query !== 'string') {
        throw new GithubError(
          400,
          'A query attribute must be specified and must be a string.',
        );
      }
      const repository = ({ owner, name }: { owner: string; name: string }) =>
        readableRepository(res, owner, name);
      const { data, errors } = await graphql({
        schema,
        source: query,
        variableValues: variables,
        // An installation's viewer is the bot of its App, as with GITHUB_TOKEN.
        rootValue: {
          repository,
          organization: organizationResolver({ state, links }, res),
          viewer: () => ({ login: accountOf(res).login }),
        },
      });
      res.json({
        ...(data !== undefined && { data }),
        ...(errors && {
          errors: errors.map(error => ({
            ...(error.originalError instanceof NotFound && {
              type: 'NOT_FOUND',
            }),
            path: error.path,
            locations: error.locations,
            message: error.message,
          })),
        }),
      });
    }),
  );

  function readableRepository(res: Response, owner: string, name: string) {
    const repository = state.findRepository(`${owner}/${name}`);
    const right = repository && rightOf(actorOf(res), repository);
    if (!repository || right === 'none') {
      throw new NotFound(
        `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      );
    }
    return presentRepository(repository, right === 'admin');
  }

  return router;
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
