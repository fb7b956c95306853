import { z } from 'zod';
import { dispatchIdentitySchema, dispatchSchema } from './dispatches';
import { freshness } from './freshness';
import { gitRefSchema, LONGEST_REF_NAME, refTypeSchema } from './refs';
import { jobSchema, runSchema, runViewerSchema } from './runs';
import { formViewerSchema, runRightSchema } from './viewer';
import {
  workflowFileSchema,
  workflowInputSchema,
  workflowProblemSchema,
  workflowSchema,
  workflowStateSchema,
} from './workflows';
import { workflowViewSchema } from './workflowView';

/** Path of every entity-scoped route: entity refs only, never repositories. */
export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

export const workflowPathSchema = entityPathSchema.extend({
  file: workflowFileSchema,
});

const numericId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/, 'is not a number that GitHub gives')
  .transform(Number);

export const runPathSchema = entityPathSchema.extend({ runId: numericId });
export const jobPathSchema = runPathSchema.extend({ jobId: numericId });

export const noQuerySchema = z.strictObject({});

export const refsQuerySchema = z.strictObject({
  /** Part of the name; empty for the first ones. */
  q: z.string().max(LONGEST_REF_NAME).default(''),
  type: refTypeSchema.default('branch'),
});

/** `GET /dispatches/mine/:idempotencyKey` */
export const myDispatchPathSchema = z.strictObject({
  idempotencyKey: z.uuid(),
});

export const myDispatchesQuerySchema = z.strictObject({
  /** Only those of this entity, by its full ref. */
  entityRef: z.string().min(1).max(255).optional(),
  /** Only those of this file. */
  workflow: workflowFileSchema.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
  /** `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(
      /^[0-9]{1,16}_[0-9a-f-]{36}$/,
      'is not a cursor that the portal gave',
    )
    .optional(),
});

/** `GET /entities/:kind/:namespace/:name/repository` */
export const repositoryResponseSchema = z.strictObject({
  host: z.string(),
  owner: z.string(),
  repo: z.string(),
  htmlUrl: z.string(),
  /** What the front end asks a user token for. */
  tokenUrl: z.string(),
  defaultBranch: z.string(),
  viewer: runRightSchema,
  /** Whether the caller may enable and disable workflows. */
  mayManage: z.boolean(),
  ...freshness,
});

/** `GET …/refs`: at most 50, the default branch first; `more` when the search found others. */
export const refsResponseSchema = z.strictObject({
  items: z.array(gitRefSchema).max(50),
  more: z.boolean(),
  ...freshness,
});

/** `GET …/workflows?ref=&refType=` */
export const workflowsResponseSchema = z.strictObject({
  ref: gitRefSchema,
  items: z.array(workflowSchema),
  /** Whether the repository has runs older than those that the last runs were looked for in. */
  hasOlderRuns: z.boolean(),
  /** Only when the entity shows a part of the repository's workflows. */
  view: workflowViewSchema.optional(),
  ...freshness,
});

/** `GET …/workflows/:file/form?ref=&refType=`: read from the file at that ref. */
export const formResponseSchema = z.strictObject({
  file: z.string(),
  name: z.string(),
  ref: gitRefSchema,
  state: workflowStateSchema,
  /** As whom the workflow is run. */
  identity: dispatchIdentitySchema,
  /** Blob that the form was read from; absent when the file isn't on the ref. */
  blobSha: z.string().optional(),
  inputs: z.array(workflowInputSchema),
  problems: z.array(workflowProblemSchema),
  viewer: formViewerSchema,
  ...freshness,
});

/** `POST …/workflows/:file/dispatches`: 201 with the exact run where GitHub names it. */
export const dispatchResponseSchema = z.strictObject({
  dispatch: dispatchSchema,
});

/** `GET …/runs`: newest first, 20 a page. */
export const runsResponseSchema = z.strictObject({
  items: z.array(runSchema),
  /** Of all pages; with `searched` those that were found so far. */
  totalCount: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  hasMore: z.boolean(),
  /** Only where it bites: GitHub gives at most this many of a filtered list. */
  limitedTo: z.number().int().optional(),
  /** Only when the entity shows a part of the workflows: how many runs of the repository were looked through. */
  searched: z.number().int().optional(),
  view: workflowViewSchema.optional(),
  ...freshness,
});

/** `GET …/runs/:runId?attempt=`: the run as of an attempt, the latest unless named, with its jobs. */
export const runResponseSchema = z.strictObject({
  run: runSchema,
  /** How many attempts there are; only the latest can be acted on. */
  latestAttempt: z.number().int(),
  jobs: z.array(jobSchema),
  /** What was asked for, when the run was started in the portal. */
  dispatch: dispatchSchema.optional(),
  viewer: runViewerSchema,
  ...freshness,
});

/** Cancelling and re-running: 202, GitHub has taken it and the run will change in a moment. */
export const runActionResponseSchema = z.strictObject({
  runId: z.number().int(),
});

/** `GET /dispatches/mine`: newest first. */
export const myDispatchesResponseSchema = z.strictObject({
  items: z.array(dispatchSchema),
  /** Absent on the last page. */
  nextCursor: z.string().optional(),
});

export type RefsQuery = z.infer<typeof refsQuerySchema>;
export type MyDispatchesQuery = z.infer<typeof myDispatchesQuerySchema>;
export type RepositoryResponse = z.infer<typeof repositoryResponseSchema>;
export type RefsResponse = z.infer<typeof refsResponseSchema>;
export type WorkflowsResponse = z.infer<typeof workflowsResponseSchema>;
export type FormResponse = z.infer<typeof formResponseSchema>;
export type DispatchResponse = z.infer<typeof dispatchResponseSchema>;
export type RunsResponse = z.infer<typeof runsResponseSchema>;
export type RunResponse = z.infer<typeof runResponseSchema>;
export type RunActionResponse = z.infer<typeof runActionResponseSchema>;
export type MyDispatchesResponse = z.infer<typeof myDispatchesResponseSchema>;
