import { z } from 'zod';

/** Every `status` that GitHub's API documents for runs, jobs and steps; anything newer becomes `unknown`. */
export const runStatusSchema = z.enum([
  'requested',
  'queued',
  'pending',
  'waiting',
  'in_progress',
  'completed',
  'unknown',
]);

/** Every `conclusion` that GitHub's API documents; anything newer becomes `unknown`. */
export const runConclusionSchema = z.enum([
  'success',
  'failure',
  'cancelled',
  'skipped',
  'neutral',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
  'unknown',
]);

const timestamp = z.string().optional().describe('ISO 8601, UTC');

const progress = {
  status: runStatusSchema,
  /** Only when `status` is `completed`. */
  conclusion: runConclusionSchema.optional(),
  startedAt: timestamp,
  completedAt: timestamp,
};

/** A step of a job. Its identity is its number: two steps may have the same name. */
export const stepSchema = z.strictObject({
  number: z.number().int(),
  name: z.string(),
  ...progress,
});

/** A job of one attempt of a run. */
export const jobSchema = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  ...progress,
  htmlUrl: z.string().optional(),
  runnerName: z.string().optional(),
  steps: z.array(stepSchema),
});

/** A workflow file that the workflow of a run calls (`uses:`), as it was then. */
export const referencedWorkflowSchema = z.strictObject({
  /** Such as `MobWorx/pipelines/.github/workflows/deploy.yml`. */
  path: z.string(),
  /** Full ref, such as `refs/heads/main`; absent when a commit was named. */
  ref: z.string().optional(),
  sha: z.string(),
});

/** A run of a workflow, as in lists. */
export const runSchema = z.strictObject({
  id: z.number().int(),
  number: z.number().int(),
  attempt: z.number().int(),
  workflowName: z.string(),
  /** Base name of the workflow file, such as `deploy.yml`; empty for GitHub's own dynamic workflows. */
  workflowFile: z.string(),
  title: z.string(),
  event: z.string(),
  ...progress,
  createdAt: z.string(),
  ref: z
    .string()
    .optional()
    .describe('branch or tag that the run was started on'),
  headSha: z.string(),
  actor: z.string().optional().describe('GitHub login'),
  triggeringActor: z
    .string()
    .optional()
    .describe('GitHub login; differs from actor after a re-run'),
  htmlUrl: z.string(),
  /** Only where there are any. */
  referencedWorkflows: z.array(referencedWorkflowSchema).optional(),
});

/** `POST …/runs/:runId/cancel`; by force only where a run doesn't react, such as one with `always()`. */
export const cancelRequestSchema = z.strictObject({
  force: z.boolean().default(false),
});

/** `POST …/runs/:runId/rerun`: all jobs, or those that failed with what depends on them. */
export const rerunRequestSchema = z.strictObject({
  jobs: z.enum(['all', 'failed']),
  debug: z.boolean().default(false),
});

/** `POST …/runs/:runId/jobs/:jobId/rerun`: one job with what depends on it. */
export const rerunJobRequestSchema = z.strictObject({
  debug: z.boolean().default(false),
});

/** What the caller may do with a run. */
export const runViewerSchema = z.strictObject({
  mayRerun: z.boolean(),
  mayCancel: z.boolean(),
  /** Why not, in a sentence for the user; only when one of them is false. */
  reason: z.string().optional(),
});

export type CancelRequest = z.infer<typeof cancelRequestSchema>;
export type RerunRequest = z.infer<typeof rerunRequestSchema>;
export type RerunJobRequest = z.infer<typeof rerunJobRequestSchema>;
export type RunViewer = z.infer<typeof runViewerSchema>;
export type RunStatus = z.infer<typeof runStatusSchema>;
export type RunConclusion = z.infer<typeof runConclusionSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Job = z.infer<typeof jobSchema>;
export type ReferencedWorkflow = z.infer<typeof referencedWorkflowSchema>;
export type Run = z.infer<typeof runSchema>;

/** Whether nothing more will change about a run, job or step. */
export function isFinished(item: { status: RunStatus }): boolean {
  return item.status === 'completed';
}
