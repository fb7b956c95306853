import { z } from 'zod';

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();

/** Why something isn't known or isn't well: a stable code and two sentences for a person. */
export const problemSchema = z.strictObject({
  /** One of `figmaErrorCodes`. */
  code: z.string().max(60),
  /** What happened and why; never a header, a query or a token. */
  message: z.string().max(500),
  /** What to do now. */
  remedy: z.string().max(500),
});

/** How old an answer is. */
export const freshness = {
  /** When Figma gave it, or last said that it hasn't changed. */
  fetchedAt: momentSchema,
  /** Whether it may be out of date because Figma couldn't be asked again since. */
  stale: z.boolean(),
  /** Why it couldn't; only when stale. */
  problem: problemSchema.optional(),
  /** When Figma is asked again; only while it has told the portal to wait. */
  resumesAt: momentSchema.optional(),
};

export type Problem = z.infer<typeof problemSchema>;
