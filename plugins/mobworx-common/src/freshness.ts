import { z } from 'zod';

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();

/** Why something isn't known or isn't well: a stable code and two sentences for a person. */
export const problemSchema = z.strictObject({
  code: z.string().max(60),
  /** What happened and why; never a header, a query or a key. */
  message: z.string().max(500),
  /** What to do now. */
  remedy: z.string().max(500),
});

export type Problem = z.infer<typeof problemSchema>;

/**
 * Something that the portal has looked at in an environment, as it was stored. Without `value` it
 * was never seen; with `problem` the last look failed, and `value` is what was seen before.
 */
export function storedSchema<T extends z.ZodType>(value: T) {
  return z.strictObject({
    /** What was seen at `takenAt`. */
    value: value.optional(),
    takenAt: momentSchema.optional(),
    /** When it was last looked at, with or without success. */
    checkedAt: momentSchema.optional(),
    problem: problemSchema.optional(),
  });
}

/** What {@link storedSchema} describes. */
export interface Stored<T> {
  value?: T;
  takenAt?: string;
  checkedAt?: string;
  problem?: Problem;
}
