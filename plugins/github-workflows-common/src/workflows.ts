import { z } from 'zod';
import { runSchema } from './runs';

/**
 * What a workflow is at a ref, for somebody who wants to run it:
 *
 * - `runnable`: registered, on this ref, with a `workflow_dispatch` trigger
 * - `absent_on_ref`: registered, but its file isn't on this ref
 * - `no_dispatch_trigger`: its file on this ref can't be started by hand
 * - `not_registered`: on this ref, but GitHub doesn't know it yet
 * - `invalid`: its file on this ref can't be read as a workflow
 * - `disabled_manually`, `disabled_inactivity`, `disabled_fork`: switched off on GitHub
 * - `dynamic`: GitHub's own (Dependabot, CodeQL); has no file and can't be started by hand
 */
export const workflowStateSchema = z.enum([
  'runnable',
  'absent_on_ref',
  'no_dispatch_trigger',
  'not_registered',
  'invalid',
  'disabled_manually',
  'disabled_inactivity',
  'disabled_fork',
  'dynamic',
]);

/** Base name of a file in `.github/workflows`: no slashes, so no way out of that folder. */
export const workflowFileSchema = z
  .string()
  .max(255)
  .regex(
    /^[^/\\\p{Cc}]+\.ya?ml$/iu,
    'is not the name of a workflow file, such as deploy.yml',
  );

/** Something wrong with a workflow file, where known with its line (from 1). */
export const workflowProblemSchema = z.strictObject({
  message: z.string(),
  line: z.number().int().positive().optional(),
});

/** A workflow in the list of an entity's repository at a ref. */
export const workflowSchema = z.strictObject({
  file: z
    .string()
    .describe('base name, or the whole path of a dynamic workflow'),
  path: z.string(),
  name: z.string(),
  state: workflowStateSchema,
  problems: z.array(workflowProblemSchema),
  htmlUrl: z.string().optional(),
  lastRun: runSchema.optional(),
});

/** Types that GitHub has for the inputs of `workflow_dispatch`. */
export const workflowInputTypeSchema = z.enum([
  'string',
  'boolean',
  'choice',
  'number',
  'environment',
]);

/** One input that the file at the ref asks for. */
export const workflowInputSchema = z.strictObject({
  name: z.string(),
  type: workflowInputTypeSchema,
  description: z.string().optional(),
  required: z.boolean(),
  /** As GitHub would use it when the input is left out, always as text. */
  default: z.string().optional(),
  /** What may be chosen: the options of a choice, the repository's environments of an environment. */
  options: z.array(z.string()).optional(),
});

export type WorkflowState = z.infer<typeof workflowStateSchema>;
export type WorkflowProblem = z.infer<typeof workflowProblemSchema>;
export type Workflow = z.infer<typeof workflowSchema>;
export type WorkflowInput = z.infer<typeof workflowInputSchema>;
export type WorkflowInputType = z.infer<typeof workflowInputTypeSchema>;
