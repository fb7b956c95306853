import { z } from 'zod';
import { dispatchInputsSchema } from './dispatches';
import { environmentRulesSchema } from './environments';
import { refNameSchema, refTypeSchema } from './refs';
import { runSchema } from './runs';

/** Body of `POST …/workflows/:file/preflight`: the form as it is filled in so far. */
export const preflightRequestSchema = z.strictObject({
  ref: refNameSchema,
  refType: refTypeSchema.default('branch'),
  inputs: dispatchInputsSchema,
});

/** An environment that jobs of the run would deploy to. */
export const preflightEnvironmentSchema = z.strictObject({
  name: z.string(),
  /** Names of the jobs in the file. */
  jobs: z.array(z.string()),
  /** Every one of these jobs has an `if`, so that it may also be skipped. */
  conditional: z.boolean(),
  /** Absent when the repository has no such environment yet: GitHub makes it, without rules. */
  rules: environmentRulesSchema.optional(),
  /** Whether the ref may deploy there. With `no`, GitHub fails these jobs at once. */
  mayDeploy: z.enum(['yes', 'no', 'unknown']),
});

/** What the file leaves open until the run is there. */
export const preflightOpenQuestionSchema = z.strictObject({
  about: z.enum([
    'environment',
    'concurrency',
    /** Of another repository, which isn't looked at. */
    'called_workflow',
    /** Not on the ref, or not to be called: GitHub refuses the run. */
    'missing_workflow',
    /** Called through more levels than GitHub takes, or one of very many. */
    'nested_workflow',
  ]),
  /** Job of the file; absent when it is about the whole workflow. */
  job: z.string().optional(),
  /** The expression, or the workflow that is called, as the file has it. */
  text: z.string(),
});

/** A run or a job that holds a concurrency group or waits for it. */
export const concurrencyMemberSchema = z.strictObject({
  runId: z.number().int(),
  runName: z.string(),
  jobName: z.string().optional(),
  status: z.enum(['in_progress', 'pending']),
});

/** A concurrency group that the run, or one of its jobs, would enter. */
export const preflightConcurrencySchema = z.strictObject({
  group: z.string(),
  /** Job of the file; absent when the whole run enters the group. */
  job: z.string().optional(),
  /** Whether whoever holds the group is cancelled. */
  cancelInProgress: z.enum(['yes', 'no', 'unknown']),
  /** Several may wait; otherwise a new one takes the place of the one that waits. */
  queue: z.boolean(),
  /** The holder first, then those who wait; their number is the place of a new run in the queue. */
  members: z.array(concurrencyMemberSchema),
});

/** A part that couldn't be found out, and why, in a sentence. */
export const preflightFailureSchema = z.strictObject({
  part: z.enum(['environments', 'runs', 'concurrency']),
  message: z.string(),
});

/** `POST …/workflows/:file/preflight`: what would become of a run; starts nothing. */
export const preflightResponseSchema = z.strictObject({
  environments: z.array(preflightEnvironmentSchema),
  openQuestions: z.array(preflightOpenQuestionSchema),
  /** Runs of the same workflow on the same ref that have not ended, newest first. */
  runsUnderWay: z.array(runSchema),
  /** Empty also where the host doesn't tell who holds a group (GitHub Enterprise Server to 3.19). */
  concurrency: z.array(preflightConcurrencySchema),
  /** What couldn't be found out; the rest still stands. */
  failures: z.array(preflightFailureSchema),
});

export type PreflightRequest = z.infer<typeof preflightRequestSchema>;
export type PreflightEnvironment = z.infer<typeof preflightEnvironmentSchema>;
export type PreflightOpenQuestion = z.infer<typeof preflightOpenQuestionSchema>;
export type ConcurrencyMember = z.infer<typeof concurrencyMemberSchema>;
export type PreflightConcurrency = z.infer<typeof preflightConcurrencySchema>;
export type PreflightFailure = z.infer<typeof preflightFailureSchema>;
export type PreflightResponse = z.infer<typeof preflightResponseSchema>;
