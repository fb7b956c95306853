import { z } from 'zod';
import { refNameSchema } from './refs';
import { workflowFileSchema } from './workflows';

/** What GitHub lists at most of a list that is filtered by more than the workflow. Source: docs.github.com, list-workflow-runs. */
export const MAX_FILTERED_RUNS = 1_000;

/** Runs on a page of `GET …/runs`. */
export const RUNS_PAGE_SIZE = 20;

/** What runs can be filtered by: GitHub takes statuses and conclusions in the same parameter. */
export const runStateFilterSchema = z.enum([
  'queued',
  'requested',
  'pending',
  'waiting',
  'in_progress',
  'completed',
  'success',
  'failure',
  'timed_out',
  'cancelled',
  'action_required',
  'neutral',
  'skipped',
  'stale',
]);

/** Name of an event as in `on:` of a workflow file, such as `pull_request`. */
export const runEventSchema = z
  .string()
  .regex(
    /^[a-z][a-z_]{0,63}$/,
    'is not the name of an event, such as push or pull_request',
  );

/** A GitHub login; those of apps end with `[bot]`, those of managed users have an underscore. */
export const githubLoginSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/,
    'is not a GitHub login, such as sam-okoro or dependabot[bot]',
  );

/** A day of the calendar, in UTC. */
export const daySchema = z.iso.date('is not a day such as 2026-11-22');

/** `GET …/runs`: the filters are GitHub's own; each is optional. */
export const runsQuerySchema = z
  .strictObject({
    workflow: workflowFileSchema.optional(),
    ref: refNameSchema.optional(),
    status: runStateFilterSchema.optional(),
    event: runEventSchema.optional(),
    actor: githubLoginSchema.optional(),
    /** First day, in UTC. */
    from: daySchema.optional(),
    /** Last day, in UTC. */
    to: daySchema.optional(),
    page: z.coerce.number().int().min(1).max(5_000).default(1),
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    message: 'is before the first day',
  });

export type RunStateFilter = z.infer<typeof runStateFilterSchema>;
export type RunsQuery = z.infer<typeof runsQuerySchema>;
