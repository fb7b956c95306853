import { z } from 'zod';
import { count, subject, webUrl } from './fields';
import { freshness, momentSchema } from './freshness';
import { healthSchema, monitorStateSchema } from './health';

const tags = z.array(z.string().max(200)).max(50);

/** Whether somebody is told of a monitor. */
export const mutingSchema = z.strictObject({
  /** Absent when it has no end. */
  until: momentSchema.optional(),
  /** What the downtime is about, such as `env:production`. */
  scopes: z.array(z.string().max(500)).max(20),
  /** Whether only some of its groups are muted; it counts as not muted then. */
  partly: z.boolean(),
});

/** One group of a monitor that watches several, such as one host. */
export const monitorGroupSchema = z.strictObject({
  name: z.string().max(500),
  state: monitorStateSchema,
  since: momentSchema.optional(),
});

export const monitorSchema = z.strictObject({
  id: z.number().int(),
  name: z.string().max(500),
  /** Datadog's word, such as `metric alert`. */
  type: z.string().max(100),
  state: monitorStateSchema,
  /** Since when. */
  stateSince: momentSchema.optional(),
  /** 1 is the highest, 5 the lowest. */
  priority: z.number().int().min(1).max(5).optional(),
  /** Absent when somebody is told. */
  muting: mutingSchema.optional(),
  query: z.string().max(2000),
  tags,
  /** Its groups that aren't OK, the worst first. */
  groups: z.array(monitorGroupSchema).max(20),
  /** How many of its groups aren't OK in all. */
  troubledGroups: count,
  url: webUrl,
});

/** How many monitors are in which state. */
export const monitorCountsSchema = z.strictObject({
  total: count,
  alert: count,
  warn: count,
  noData: count,
  ok: count,
  /** Ignored, skipped, or of a state that the portal doesn't know. */
  other: count,
  /** Of all of them, those that are muted wholly. */
  muted: count,
});

/** `GET …/monitors?environment=`: the worst first. */
export const monitorsResponseSchema = z.strictObject({
  ...subject,
  health: healthSchema,
  counts: monitorCountsSchema,
  monitors: z.array(monitorSchema).max(200),
  /** Whether there are more than are listed, or than the portal reads of an environment. */
  more: z.boolean(),
  /** The tags that it was looked for by. */
  tags: z.array(z.string().max(200)).max(20),
  /** All of them in Datadog. */
  url: webUrl,
  ...freshness,
});

export type Muting = z.infer<typeof mutingSchema>;
export type MonitorGroup = z.infer<typeof monitorGroupSchema>;
export type Monitor = z.infer<typeof monitorSchema>;
export type MonitorCounts = z.infer<typeof monitorCountsSchema>;
export type MonitorsResponse = z.infer<typeof monitorsResponseSchema>;
