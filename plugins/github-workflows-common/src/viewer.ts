import { z } from 'zod';

/** Whether the caller may run the workflows of an entity. */
export const runRightSchema = z.strictObject({
  mayRun: z.boolean(),
  /** Why not, in a sentence for the user; only when `mayRun` is false. */
  reason: z.string().optional(),
});

/** Whether the caller may run one workflow on one ref. */
export const formViewerSchema = runRightSchema.extend({
  /** Environments that the caller may not choose in this form, each with the reason. */
  refusedEnvironments: z.array(
    z.strictObject({ name: z.string(), reason: z.string() }),
  ),
});

export type RunRight = z.infer<typeof runRightSchema>;
export type FormViewer = z.infer<typeof formViewerSchema>;
