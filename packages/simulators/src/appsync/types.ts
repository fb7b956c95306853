import type { AccessKey } from '../aws/signature';

/** The ways to sign in to an AppSync API, in AppSync's words. */
export const authModes = [
  'API_KEY',
  'AWS_IAM',
  'AMAZON_COGNITO_USER_POOLS',
  'OPENID_CONNECT',
  'AWS_LAMBDA',
] as const;

/** One of {@link authModes}. */
export type AuthMode = (typeof authModes)[number];

/** An API key; the id is the key itself, as AWS has it. */
export interface ApiKey {
  id: string;
  description: string;
  /** In days from the start of the simulator; less than 0 for an expired one. */
  expiresInDays: number;
}

/** What the simulated Lambda authorizer says about a token. */
export interface LambdaToken {
  token: string;
  isAuthorized: boolean;
  username?: string;
  /** e.g. `Mutation.createRoom`. */
  deniedFields?: string[];
}

/** A user of MobZ. */
export interface UserSeed {
  id: string;
  username: string;
  fullname: string;
  email: string;
}

/** A room as clients see it through GraphQL. */
export interface RoomSeed {
  id: string;
  type: 'm2m' | 'a2m' | 'p2m' | 'p2p';
  title: string;
  state: string;
  /** Name of a user. */
  owner?: string;
  startsInMinutes?: number;
  settings?: Record<string, unknown>;
  clips?: { id: string; duration: number; recordedOn: string }[];
}

/** An AppSync API with its data. */
export interface AppSyncSeed {
  apiId: string;
  name: string;
  /** SDL without AppSync's own scalars and directives. */
  schema: string;
  defaultAuth: AuthMode;
  additionalAuth: AuthMode[];
  introspection: 'ENABLED' | 'DISABLED';
  apiKeys: ApiKey[];
  userPoolId: string;
  /** Who may sign requests; of the environment's account. */
  accessKeys: AccessKey[];
  lambdaTokens: LambdaToken[];
  users: UserSeed[];
  rooms: RoomSeed[];
}

/** Who calls, and by which mode. */
export interface Caller {
  mode: AuthMode;
  username?: string;
  /** Cognito groups. */
  groups: string[];
  /** Fields that a Lambda authorizer takes away, e.g. `Mutation.createRoom`. */
  deniedFields: string[];
}
