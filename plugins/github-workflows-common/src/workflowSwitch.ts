import { z } from 'zod';

/** Body of `POST …/workflows/:file/enable` and `/disable`. */
export const workflowSwitchRequestSchema = z.strictObject({});

/** GitHub has done it. */
export const workflowSwitchResponseSchema = z.strictObject({
  file: z.string(),
  enabled: z.boolean(),
});

export type WorkflowSwitchResponse = z.infer<
  typeof workflowSwitchResponseSchema
>;
