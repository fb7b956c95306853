import { accountOf, actorOf } from '../auth';
import { GithubError } from '../errors';
import { nodeId, type Links } from '../present/links';
import type { GithubState } from '../state';
import type { Account, Team } from '../types';
import type { Response } from 'express';

/**
 * The part of GitHub's GraphQL schema that reads an organization's people and teams. Names,
 * nullability and argument types are those of docs.github.com/graphql/reference.
 */
export const organizationSchema = /* GraphQL */ `
  scalar URI
  scalar DateTime

  extend type Query {
    organization(login: String!): Organization
  }
  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }
  type Organization {
    login: String!
    membersWithRole(first: Int, after: String): OrganizationMemberConnection!
    teams(first: Int, after: String, userLogins: [String!]): TeamConnection!
    team(slug: String!): Team
  }
  type OrganizationMemberConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    nodes: [User]
  }
  type TeamConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    nodes: [Team]
  }
  type TeamMemberConnection {
    totalCount: Int!
    pageInfo: PageInfo!
    nodes: [User]
  }
  enum TeamMembershipType {
    ALL
    CHILD_TEAM
    IMMEDIATE
  }
  type Team {
    id: ID!
    slug: String!
    combinedSlug: String!
    name: String!
    description: String
    avatarUrl: URI
    editTeamUrl: URI!
    parentTeam: Team
    members(
      first: Int
      after: String
      membership: TeamMembershipType = ALL
    ): TeamMemberConnection!
  }
  extend type User {
    id: ID!
    name: String
    email: String!
    bio: String
    avatarUrl: URI!
    suspendedAt: DateTime
    organizationVerifiedDomainEmails(login: String!): [String!]!
  }
`;

interface Page {
  first?: number | null;
  after?: string | null;
}

// The cursor is opaque on GitHub; here it is the number of what came before.
function connection<T>(name: string, all: T[], { first, after }: Page) {
  if (!first || first > 100) {
    throw new Error(
      first
        ? `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`
        : `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  const start = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const nodes = all.slice(start, start + first);
  const end = start + nodes.length;
  return {
    totalCount: all.length,
    nodes,
    pageInfo: {
      hasNextPage: end < all.length,
      endCursor: nodes.length
        ? Buffer.from(String(end)).toString('base64')
        : null,
    },
  };
}

/** Answers `organization(login:)` for who asks. */
export function organizationResolver(
  { state, links }: { state: GithubState; links: Links },
  res: Response,
) {
  const presentUser = (account: Account) => ({
    id: nodeId('User', account.id),
    login: account.login,
    name: account.name ?? null,
    // Nobody of the seed shows an address; those of a verified domain are for the organization.
    email: '',
    bio: account.bio ?? null,
    avatarUrl: links.html(`/avatars/${account.id}`),
    suspendedAt: null,
    organizationVerifiedDomainEmails: () =>
      account.person && account.email ? [account.email] : [],
  });
  const presentTeam = (owner: Account, team: Team) => ({
    id: nodeId('Team', team.id),
    slug: team.slug,
    combinedSlug: `${owner.login}/${team.slug}`,
    name: team.name,
    description: team.description ?? null,
    avatarUrl: null,
    editTeamUrl: links.html(`/orgs/${owner.login}/teams/${team.slug}/edit`),
    parentTeam: null,
    members: (page: Page) =>
      connection(
        'members',
        team.members.map(login => presentUser(state.account(login))),
        page,
      ),
  });

  return ({ login }: { login: string }) => {
    const owner = state.accounts.get(login.toLowerCase());
    if (owner?.type !== 'Organization') {
      return null;
    }
    const actor = actorOf(res);
    const maySee =
      actor.kind === 'installation'
        ? actor.app.owner === owner && actor.app.permissions.members
        : accountOf(res).member;
    if (!maySee) {
      throw new GithubError(403, 'Resource not accessible by integration');
    }
    const members = [...state.accounts.values()].filter(({ member }) => member);
    return {
      login: owner.login,
      membersWithRole: (page: Page) =>
        connection('membersWithRole', members.map(presentUser), page),
      teams: ({ userLogins, ...page }: Page & { userLogins?: string[] }) =>
        connection(
          'teams',
          state.teams
            .filter(
              team =>
                !userLogins ||
                team.members.some(member => userLogins.includes(member)),
            )
            .map(team => presentTeam(owner, team)),
          page,
        ),
      team: ({ slug }: { slug: string }) => {
        const team = state.teams.find(each => each.slug === slug);
        return team ? presentTeam(owner, team) : null;
      },
    };
  };
}
