import { z } from 'zod';
import { momentSchema, problemSchema } from './freshness';

/** What the portal asks Datadog for; each has its own scope and its own rate limit. */
export const endpointNames = [
  'monitors',
  'slos',
  'slo_history',
  'incidents',
  'events',
  'dashboards',
  'dependencies',
  'signals',
] as const;

/** One of {@link endpointNames}. */
export type EndpointName = (typeof endpointNames)[number];

/** What Datadog says of a key; `unknown` when it couldn't be asked. */
export const keyCheckSchema = z.strictObject({
  result: z.enum(['accepted', 'rejected', 'unknown']),
  problem: problemSchema.optional(),
});

/** Budget of calls, as the last answer's headers said. */
export const rateBudgetSchema = z.strictObject({
  /** Datadog's name of the limit, which endpoints may share. */
  name: z.string().max(200).optional(),
  limit: z.number().int().min(0),
  periodSeconds: z.number().min(0),
  remaining: z.number().int().min(0),
  resetsAt: momentSchema,
});

export const endpointStatusSchema = z.strictObject({
  name: z.enum(endpointNames),
  /** Scope that the application key needs for it. */
  scope: z.string().max(100),
  access: z.enum(['allowed', 'refused', 'unknown']),
  /** Why it isn't allowed, or isn't known. */
  problem: problemSchema.optional(),
  /** Absent until an answer told it. */
  rate: rateBudgetSchema.optional(),
  /** Nothing is sent until then. */
  pausedUntil: momentSchema.optional(),
  /** Calls since the portal started. */
  calls: z.number().int().min(0),
  /** Those of them without a good answer. */
  failures: z.number().int().min(0),
});

/** `GET /status`: for the platform team; which key, site or scope is wrong. */
export const statusResponseSchema = z.strictObject({
  site: z.string().max(100),
  /** Address of the API. */
  apiUrl: z.string().max(2000),
  checkedAt: momentSchema,
  apiKey: keyCheckSchema,
  applicationKey: keyCheckSchema,
  endpoints: z.array(endpointStatusSchema).max(endpointNames.length),
  embedHosts: z.array(z.string().max(255)).max(50),
  embedHostsBlocked: z.array(z.string().max(255)).max(50),
});

export type KeyCheck = z.infer<typeof keyCheckSchema>;
export type RateBudget = z.infer<typeof rateBudgetSchema>;
export type EndpointStatus = z.infer<typeof endpointStatusSchema>;
export type StatusResponse = z.infer<typeof statusResponseSchema>;
