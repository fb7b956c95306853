import { z } from 'zod';
import { entityRefSchema } from './entityRef';
import { runSchema } from './runs';

/** `GET /overview?system=&owner=`: over the whole catalog without either. */
export const overviewQuerySchema = z.strictObject({
  /** Only entities that are part of this System. */
  system: entityRefSchema.optional(),
  /** Only entities that this group or person owns. */
  owner: entityRefSchema.optional(),
});

/** A run, and through which entity the caller may look at it. */
export const overviewRunSchema = z.strictObject({
  entityRef: z.string(),
  run: runSchema,
});

/** How much is known of the runs of one repository, and since when. */
export const overviewSourceSchema = z.strictObject({
  entityRef: z.string(),
  repository: z.string().describe('owner/repository'),
  /** When its runs were last read; absent until they have been. ISO 8601, UTC. */
  readAt: z.string().optional(),
  /** When GitHub last told of it by webhook. ISO 8601, UTC. */
  toldAt: z.string().optional(),
  /** Why its runs could not be read the last time, in a sentence. */
  problem: z.string().optional(),
});

/** What goes on in all repositories that the caller may see, from what the portal knows already. */
export const overviewResponseSchema = z.strictObject({
  /** Under way, the newest first; at most 100, as the other two. */
  running: z.array(overviewRunSchema),
  /** Somebody has to approve them. */
  waiting: z.array(overviewRunSchema),
  /** The last run of a workflow on the default branch, where it failed. */
  failed: z.array(overviewRunSchema),
  /** Whether there are more than are listed. */
  more: z.boolean(),
  sources: z.array(overviewSourceSchema),
});

export type OverviewQuery = z.infer<typeof overviewQuerySchema>;
export type OverviewRun = z.infer<typeof overviewRunSchema>;
export type OverviewSource = z.infer<typeof overviewSourceSchema>;
export type OverviewResponse = z.infer<typeof overviewResponseSchema>;
