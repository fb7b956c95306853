import { z } from 'zod';
import { momentSchema, storedSchema } from './freshness';
import { environmentIdSchema } from './services';

const count = z.number().int().min(0);
const name = z.string().max(300);

/** A rule of the event bus. */
export const busRuleSchema = z.strictObject({
  name,
  enabled: z.boolean(),
  schedule: z.string().max(200).optional(),
  targets: z
    .array(z.strictObject({ id: name, hasDeadLetterQueue: z.boolean() }))
    .max(100),
  /** Of the last 24 hours; absent where CloudWatch doesn't tell. */
  invocations24h: count.optional(),
  failed24h: count.optional(),
});

export const eventBusSchema = z.strictObject({
  name,
  rules: z.array(busRuleSchema).max(300),
});

/** The Aurora cluster. */
export const auroraSchema = z.strictObject({
  id: name,
  engineVersion: z.string().max(60),
  /** Of Aurora Serverless; AWS has ended v1 on 31 March 2025. */
  generation: z.enum(['v1', 'v2', 'provisioned']),
  state: z.string().max(60),
  /** In ACU. */
  capacity: z
    .strictObject({
      min: z.number(),
      max: z.number(),
      now: z.number().optional(),
    })
    .optional(),
  members: z.array(z.strictObject({ id: name, isWriter: z.boolean() })).max(50),
  backupRetentionDays: count,
});

/** The RDS Proxy; `exists` is false where the account has none of the configured name. */
export const proxySchema = z.strictObject({
  exists: z.boolean(),
  name: name.optional(),
  state: z.string().max(60).optional(),
  targets: z
    .array(
      z.strictObject({
        id: name,
        state: z.string().max(60),
        reason: z.string().max(300).optional(),
      }),
    )
    .max(50),
});

/** One line of Flyway's history, or a script that isn't in it yet. */
export const migrationSchema = z.strictObject({
  version: z.string().max(60),
  description: z.string().max(300),
  state: z.enum(['success', 'failed', 'pending']),
  installedOn: momentSchema.optional(),
  installedBy: z.string().max(100).optional(),
  executionMs: count.optional(),
});

export const flywaySchema = z.strictObject({
  /** The newest that succeeded. */
  version: z.string().max(60).optional(),
  lastAppliedAt: momentSchema.optional(),
  /** Absent with the source `schema-history`: the database doesn't know what is to come. */
  pending: count.optional(),
  failed: count,
  /** The newest first. */
  migrations: z.array(migrationSchema).max(1000),
  source: z.enum(['flyway-info', 'schema-history']),
  /** When Flyway's report was written; only with the source `flyway-info`. */
  reportedAt: momentSchema.optional(),
});

const appliedMigrationSchema = migrationSchema.pick({
  version: true,
  description: true,
});

/** How the migrations that succeeded differ from those of another environment; oldest first. */
export const migrationGapSchema = z.strictObject({
  environment: environmentIdSchema,
  onlyHere: z.array(appliedMigrationSchema).max(1000),
  onlyThere: z.array(appliedMigrationSchema).max(1000),
});

/** A stack of CloudFormation. */
export const stackSchema = z.strictObject({
  name,
  /** CloudFormation's own word. */
  state: z.string().max(60),
  /** Whether that word says that its last change succeeded. */
  healthy: z.boolean(),
  reason: z.string().max(500).optional(),
  updatedAt: momentSchema.optional(),
  version: z.string().max(100).optional(),
  commit: z.string().max(64).optional(),
});

/** `GET /environments/:environment/infrastructure` */
export const infrastructureResponseSchema = z.strictObject({
  bus: storedSchema(eventBusSchema),
  aurora: storedSchema(auroraSchema),
  proxy: storedSchema(proxySchema),
  flyway: storedSchema(flywaySchema),
  stacks: storedSchema(z.array(stackSchema).max(300)),
  /** One for each other environment whose migrations are known, as long as these here are. */
  migrationGaps: z.array(migrationGapSchema),
});

export type BusRule = z.infer<typeof busRuleSchema>;
export type EventBus = z.infer<typeof eventBusSchema>;
export type Aurora = z.infer<typeof auroraSchema>;
export type Proxy = z.infer<typeof proxySchema>;
export type Migration = z.infer<typeof migrationSchema>;
export type Flyway = z.infer<typeof flywaySchema>;
export type MigrationGap = z.infer<typeof migrationGapSchema>;
export type Stack = z.infer<typeof stackSchema>;
export type InfrastructureResponse = z.infer<
  typeof infrastructureResponseSchema
>;
