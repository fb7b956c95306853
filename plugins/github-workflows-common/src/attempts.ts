import { z } from 'zod';
import { freshness } from './freshness';
import { runSchema } from './runs';

const attemptNumber = z
  .string()
  .regex(/^[1-9][0-9]{0,3}$/, 'is not the number of an attempt')
  .transform(Number);

/** Query of `GET …/runs/:runId`; the latest attempt without one. */
export const runQuerySchema = z.strictObject({
  attempt: attemptNumber.optional(),
});

/** One attempt of a run: how it went and who asked for it. */
export const runAttemptSchema = runSchema.pick({
  attempt: true,
  status: true,
  conclusion: true,
  startedAt: true,
  completedAt: true,
  triggeringActor: true,
});

/** `GET …/runs/:runId/attempts`: newest first, at most 10; older ones are known by their number. */
export const runAttemptsResponseSchema = z.strictObject({
  items: z.array(runAttemptSchema).max(10),
  ...freshness,
});

export type RunQuery = z.infer<typeof runQuerySchema>;
export type RunAttempt = z.infer<typeof runAttemptSchema>;
export type RunAttemptsResponse = z.infer<typeof runAttemptsResponseSchema>;
