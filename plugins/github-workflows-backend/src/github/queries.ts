// An annotated tag is an object of its own that points at the commit.
const REF = /* GraphQL */ `
  fragment ref on Ref {
    name
    branchProtectionRule {
      id
    }
    target {
      oid
      ... on Tag {
        target {
          oid
        }
      }
    }
  }
`;

/** Branches or tags whose name contains a text, and the default branch, which may be beyond the first page. */
export const REFS_QUERY = /* GraphQL */ `
  query refs(
    $owner: String!
    $repo: String!
    $prefix: String!
    $search: String
    $first: Int!
  ) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef {
        ...ref
      }
      refs(refPrefix: $prefix, query: $search, first: $first) {
        totalCount
        nodes {
          ...ref
        }
      }
    }
  }
  ${REF}
`;

/** A ref with its head and every workflow file on it, in one call. */
export const FILES_QUERY = /* GraphQL */ `
  query files(
    $owner: String!
    $repo: String!
    $ref: String!
    $folder: String!
  ) {
    repository(owner: $owner, name: $repo) {
      defaultBranchRef {
        name
      }
      ref(qualifiedName: $ref) {
        ...ref
      }
      object(expression: $folder) {
        ... on Tree {
          entries {
            name
            oid
            type
            object {
              ... on Blob {
                text
                isTruncated
              }
            }
          }
        }
      }
    }
  }
  ${REF}
`;
