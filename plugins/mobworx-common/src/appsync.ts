import { z } from 'zod';
import { momentSchema, problemSchema, storedSchema } from './freshness';
import { environmentIdSchema, PERSON_TIMEOUT_MS } from './services';

/** AppSync's own words for how a caller signs in. */
export const appsyncAuthModeSchema = z.enum([
  'API_KEY',
  'AWS_IAM',
  'AMAZON_COGNITO_USER_POOLS',
  'OPENID_CONNECT',
  'AWS_LAMBDA',
]);

export type AppsyncAuthMode = z.infer<typeof appsyncAuthModeSchema>;

/** How the portal signs in to an API, and what else the API takes. */
export const appsyncAccessSchema = z.strictObject({
  /** What the portal uses. */
  mode: appsyncAuthModeSchema,
  /** What the API takes, the default first; empty where the control plane can't be asked. */
  modes: z.array(z.string().max(60)),
  /** When the portal's own API key ends; only with `API_KEY`. */
  keyExpiresAt: momentSchema.optional(),
  /** Other keys of the API: never the key itself. */
  otherKeys: z
    .array(
      z.strictObject({
        description: z.string().max(300).optional(),
        expiresAt: momentSchema,
      }),
    )
    .max(50),
  /** Why nothing is known of the keys, where the portal may not read them. */
  keysProblem: problemSchema.optional(),
  introspection: z.enum(['enabled', 'disabled']).optional(),
});

/** The schema of a running API. */
export const appsyncSchemaSchema = z.strictObject({
  /**
   * As AppSync has it, without the declarations of `APPSYNC_PRELUDE`. From the control plane it has
   * the directives; introspection leaves them out.
   */
  sdl: z.string().max(1_000_000),
  source: z.enum(['control-plane', 'introspection']),
  types: z.number().int(),
  /** Fields of Query, Mutation and Subscription. */
  operations: z.strictObject({
    queries: z.number().int(),
    mutations: z.number().int(),
    subscriptions: z.number().int(),
  }),
});

/** `GET /environments/:environment/appsync` */
export const appsyncResponseSchema = z.strictObject({
  access: storedSchema(appsyncAccessSchema),
  schema: storedSchema(appsyncSchemaSchema),
});

/** `GET /appsync/schema-drift?from=&to=` */
export const schemaDriftQuerySchema = z.strictObject({
  from: environmentIdSchema.default('staging'),
  to: environmentIdSchema.default('production'),
});

export const schemaChangeSchema = z.strictObject({
  /** What a client of `to` meets when it gets the schema of `from`. */
  severity: z.enum(['breaking', 'dangerous', 'safe']),
  /** Upper snake case, such as `FIELD_REMOVED`. */
  type: z.string().max(100),
  description: z.string().max(1000),
  /** Where, such as `Room.ownerId`. */
  path: z.string().max(300).optional(),
});

/** What changes for clients when the schema of `from` comes to `to`. */
export const schemaDriftResponseSchema = z.strictObject({
  from: environmentIdSchema,
  to: environmentIdSchema,
  /** Breaking first; empty when both are the same. Absent when one of them isn't known. */
  changes: z.array(schemaChangeSchema).max(2000).optional(),
  takenAt: z.strictObject({ from: momentSchema, to: momentSchema }).optional(),
  /** Why there is no comparison. */
  reason: z.string().max(500).optional(),
});

/** Limits of the query console; both ends keep to them. */
export const QUERY_LIMITS = {
  /** Of the whole request, in bytes. */
  maxBytes: 20_000,
  maxTokens: 2_000,
  /** Fields below each other; what is below `__schema` and `__type` has a limit of its own. */
  maxDepth: 8,
  /** With the fields of a fragment counted wherever it is spread. */
  maxAliases: 20,
  /** The same of all fields; the introspection query of common tools has about 300. */
  maxFields: 500,
  /** Objects and lists in each other. */
  maxVariablesDepth: 32,
  timeoutMs: PERSON_TIMEOUT_MS,
} as const;

/** `POST /environments/:environment/appsync/query`: queries only. */
export const graphqlQueryRequestSchema = z.strictObject({
  query: z.string().min(1).max(QUERY_LIMITS.maxBytes),
  variables: z.record(z.string().max(200), z.unknown()).optional(),
  operationName: z.string().max(200).optional(),
});

/** What AppSync answered, as it is; its errors are a part of the answer. */
export const graphqlQueryResponseSchema = z.strictObject({
  data: z.unknown().optional(),
  errors: z.array(z.unknown()).max(1000).optional(),
  durationMs: z.number().int().min(0),
});

export type AppsyncAccess = z.infer<typeof appsyncAccessSchema>;
export type AppsyncSchema = z.infer<typeof appsyncSchemaSchema>;
export type AppsyncResponse = z.infer<typeof appsyncResponseSchema>;
export type SchemaChange = z.infer<typeof schemaChangeSchema>;
export type SchemaDriftResponse = z.infer<typeof schemaDriftResponseSchema>;
export type GraphqlQueryRequest = z.infer<typeof graphqlQueryRequestSchema>;
export type GraphqlQueryResponse = z.infer<typeof graphqlQueryResponseSchema>;
