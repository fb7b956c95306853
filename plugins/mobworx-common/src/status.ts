import { z } from 'zod';
import { momentSchema, problemSchema } from './freshness';
import { environmentIdSchema, serviceIdSchema, tierSchema } from './services';

/**
 * How a service is in an environment.
 *
 * - `up`: the last look succeeded, and in time
 * - `slow`: it succeeds, and the p95 of the last looks is above the configured limit
 * - `degraded`: it can be reached, and what it answers isn't well
 * - `auth-failed`: it is alive and refuses the portal's credential
 * - `down`: no connection, no answer in time, or 5xx
 * - `stale`: the portal hasn't looked lately
 * - `not-configured`: the portal isn't told where it is
 * - `planned`: the environment is announced, not built
 */
export const serviceStatusSchema = z.enum([
  'up',
  'slow',
  'degraded',
  'auth-failed',
  'down',
  'stale',
  'not-configured',
  'planned',
]);

export type ServiceStatus = z.infer<typeof serviceStatusSchema>;

const milliseconds = z.number().int().min(0);

/** One stretch of a history. */
export const historyBucketSchema = z.strictObject({
  /** Its start. */
  at: momentSchema,
  /** Share of its looks that reached the service, 0 to 1; absent when there was no look. */
  uptime: z.number().min(0).max(1).optional(),
  /** Of the looks that reached it. */
  latencyMs: z
    .strictObject({ p50: milliseconds, p95: milliseconds })
    .optional(),
});

/** What runs in an environment, and how it got there. */
export const deploymentSchema = z.strictObject({
  version: z.string().max(100).optional(),
  /** Full SHA. */
  commit: z.string().max(64).optional(),
  /** Page of the commit on GitHub. */
  commitUrl: z.string().max(2000).optional(),
  at: momentSchema.optional(),
  /** Login of whoever deployed it. */
  by: z.string().max(100).optional(),
  /** Which of the sources said so; several where they complete each other. */
  sources: z.array(
    z.enum(['service', 'cloudformation', 'github-deployment', 'github-run']),
  ),
  /** Page of the deployment or the run on GitHub. */
  htmlUrl: z.string().max(2000).optional(),
  /** Commits that this has and production doesn't; absent for production and where unknown. */
  aheadOfProduction: z.number().int().min(0).optional(),
});

/** Why it isn't known, or not wholly, what runs in an environment now. */
export const deploymentProblemSchema = problemSchema.extend({
  /** When what is known was seen; absent when it was never seen in full. */
  knownAt: momentSchema.optional(),
});

/** A service in an environment. */
export const serviceStateSchema = z.strictObject({
  service: serviceIdSchema,
  status: serviceStatusSchema,
  /** Since when it is in this status. */
  since: momentSchema.optional(),
  checkedAt: momentSchema.optional(),
  /** The last look that reached it. */
  lastGoodAt: momentSchema.optional(),
  /** `last` of the last look, the others of the last 20 that reached it. */
  latencyMs: z
    .strictObject({ last: milliseconds, p50: milliseconds, p95: milliseconds })
    .optional(),
  /** Share of the looks of the last 24 hours that reached it, 0 to 1. */
  uptime24h: z.number().min(0).max(1).optional(),
  /** The last 24 hours in 48 stretches, the oldest first. */
  history24h: z.array(historyBucketSchema).max(48),
  deployment: deploymentSchema.optional(),
  /** That the last look at what runs failed; `deployment` is what is known all the same. */
  deploymentProblem: deploymentProblemSchema.optional(),
  /** Why it isn't `up`. */
  problem: problemSchema.optional(),
});

/**
 * - `switched-off`: the configuration of the environment doesn't allow it to anybody
 * - `not-permitted`: the person lacks the permission
 */
const withheldSchema = z.enum(['switched-off', 'not-permitted']);

/** What a person may do in an environment, by permission and configuration together. */
export const environmentActionsSchema = z.strictObject({
  queryGraphql: z.boolean(),
  startStudioSession: z.boolean(),
  /** Why not. */
  withheld: z
    .strictObject({
      queryGraphql: withheldSchema.optional(),
      startStudioSession: withheldSchema.optional(),
    })
    .optional(),
});

/** An environment with all of the services. */
export const environmentStateSchema = z.strictObject({
  id: environmentIdSchema,
  title: z.string(),
  tier: tierSchema,
  services: z.array(serviceStateSchema),
});

/** `GET /status`: everything that cards, matrix, map and strip show. */
export const statusResponseSchema = z.strictObject({
  /** By this server's clock, for ages. */
  at: momentSchema,
  environments: z.array(environmentStateSchema),
});

/** `GET /environments`: what is configured, and what the caller may do there. */
export const environmentsResponseSchema = z.strictObject({
  environments: z.array(
    z.strictObject({
      id: environmentIdSchema,
      title: z.string(),
      tier: tierSchema,
      services: z.array(serviceIdSchema),
      may: environmentActionsSchema,
    }),
  ),
  /** Whether the caller sees people of rooms in full. */
  mayReadParticipants: z.boolean(),
});

export const historyWindowSchema = z.enum(['1h', '24h', '7d', '90d']);

export type HistoryWindow = z.infer<typeof historyWindowSchema>;

/** `GET /environments/:environment/services/:service/history?window=` */
export const historyQuerySchema = z.strictObject({
  window: historyWindowSchema.default('24h'),
});

/** Stretches of a minute, half an hour, two hours or a day, the oldest first. */
export const historyResponseSchema = z.strictObject({
  window: historyWindowSchema,
  bucketMs: milliseconds,
  buckets: z.array(historyBucketSchema).max(100),
  /** When the status became another one within the window, the newest first. */
  changes: z
    .array(
      z.strictObject({
        at: momentSchema,
        status: serviceStatusSchema,
        problem: problemSchema.optional(),
      }),
    )
    .max(100),
});

/** Why something isn't offered. */
export type Withheld = z.infer<typeof withheldSchema>;
export type EnvironmentActions = z.infer<typeof environmentActionsSchema>;
export type HistoryBucket = z.infer<typeof historyBucketSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type DeploymentProblem = z.infer<typeof deploymentProblemSchema>;
export type ServiceState = z.infer<typeof serviceStateSchema>;
export type EnvironmentState = z.infer<typeof environmentStateSchema>;
export type StatusResponse = z.infer<typeof statusResponseSchema>;
export type EnvironmentsResponse = z.infer<typeof environmentsResponseSchema>;
export type HistoryResponse = z.infer<typeof historyResponseSchema>;
