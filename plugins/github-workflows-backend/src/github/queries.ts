/** Branches or tags whose name contains a text, newest commit first where GitHub can tell. */
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
        name
      }
      refs(refPrefix: $prefix, query: $search, first: $first) {
        totalCount
        nodes {
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
      }
    }
  }
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
`;
