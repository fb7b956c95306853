import type {
  AppsyncAccess,
  AppsyncResponse,
  SchemaChange,
} from '@internal/plugin-mobworx-common';
import { makeStored } from './builders';

const SDL = `
type Query {
  room(id: ID!): Room
  rooms(limit: Int = 20, state: RoomState): [Room!]! @aws_api_key
}

type Mutation {
  closeRoom(id: ID!): Room
}

"Where people meet."
type Room @aws_cognito_user_pools {
  id: ID!
  "The oldest publisher."
  owner: User
  startsAt: AWSDateTime
  ownerId: ID @deprecated(reason: "Use owner.")
}

type User {
  id: ID!
}

enum RoomState {
  live
  ended
}

input RoomFilter {
  state: RoomState
}

union Found = Room | User
`;

export function makeAccess(part: Partial<AppsyncAccess> = {}): AppsyncAccess {
  return {
    mode: 'API_KEY',
    modes: ['API_KEY', 'AWS_IAM'],
    otherKeys: [],
    introspection: 'enabled',
    ...part,
  };
}

export function makeAppsync(
  part: Partial<AppsyncResponse> = {},
  sdl = SDL,
): AppsyncResponse {
  return {
    access: makeStored(makeAccess()),
    schema: makeStored({
      sdl,
      source: 'control-plane',
      types: 7,
      operations: { queries: 2, mutations: 1, subscriptions: 0 },
    }),
    ...part,
  };
}

/** A change of each severity. */
export const changes: SchemaChange[] = [
  {
    severity: 'breaking',
    type: 'FIELD_REMOVED',
    description: 'Room.ownerId was removed.',
    path: 'Room.ownerId',
  },
  {
    severity: 'dangerous',
    type: 'VALUE_ADDED_TO_ENUM',
    description: 'paused was added to enum type RoomState.',
  },
  {
    severity: 'safe',
    type: 'FIELD_ADDED',
    description: 'Query.clips was added.',
    path: 'Query.clips',
  },
];
