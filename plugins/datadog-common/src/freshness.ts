import { z } from 'zod';

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();

/** Why something isn't known or isn't well: a stable code and two sentences for a person. */
export const problemSchema = z.strictObject({
  /** One of `datadogErrorCodes`. */
  code: z.string().max(60),
  /** What happened and why; never a header, a query or a key. */
  message: z.string().max(500),
  /** What to do now. */
  remedy: z.string().max(500),
  /** When the portal asks Datadog again; only with `datadog_rate_limited`. */
  resumesAt: momentSchema.optional(),
});

/** How old an answer is. */
export const freshness = {
  /** When Datadog gave it. */
  fetchedAt: momentSchema,
  /** Whether Datadog couldn't be asked again since. */
  stale: z.boolean(),
  /** Why it couldn't; only when stale. */
  problem: problemSchema.optional(),
};

/**
 * A part of an answer with an outcome of its own, so that one part that fails leaves the others
 * as they are: `not_asked` is a part that this entity's annotations don't name.
 */
export function partSchema<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('answered'),
      value,
      ...freshness,
    }),
    z.strictObject({ outcome: z.literal('failed'), problem: problemSchema }),
    z.strictObject({ outcome: z.literal('not_asked'), problem: problemSchema }),
  ]);
}

export type Problem = z.infer<typeof problemSchema>;

/** How old an answer is. */
export interface Freshness {
  fetchedAt: string;
  stale: boolean;
  problem?: Problem;
}

/** A value, or why there is none: the wire form of {@link partSchema}. */
export type Part<T> =
  | ({ outcome: 'answered'; value: T } & Freshness)
  | { outcome: 'failed' | 'not_asked'; problem: Problem };
