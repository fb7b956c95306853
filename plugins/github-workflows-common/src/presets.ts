import { z } from 'zod';
import { dispatchInputsSchema } from './dispatches';
import { freshness } from './freshness';
import { refNameSchema, refTypeSchema } from './refs';
import { workflowFileSchema, workflowProblemSchema } from './workflows';

/** Where a team keeps its presets: on the default branch of its repository. */
export const PRESETS_FILE = '.github/portal-dispatch.yaml';

/** More would be more than a person chooses from. */
export const MAX_PRESETS = 100;

/** Values for the form of a workflow, under a name. */
export const presetSchema = z.strictObject({
  name: z.string().min(1).max(100),
  description: z.string().max(500).optional(),
  /** Base name of the workflow file. */
  workflow: workflowFileSchema,
  /** The ref to run on; the picked one when absent. */
  ref: refNameSchema.optional(),
  refType: refTypeSchema.default('branch'),
  inputs: dispatchInputsSchema.default({}),
});

/** `GET …/presets`: the team's presets, for all workflows of the repository. */
export const presetsResponseSchema = z.strictObject({
  items: z.array(presetSchema).max(MAX_PRESETS),
  /** What is wrong with the file; what is right in it is in `items` all the same. */
  problems: z.array(workflowProblemSchema),
  ...freshness,
});

export type Preset = z.infer<typeof presetSchema>;
export type PresetsResponse = z.infer<typeof presetsResponseSchema>;
