import { z } from 'zod';
import { refNameSchema, refTypeSchema } from './refs';
import { runConclusionSchema, runStatusSchema } from './runs';

/** GitHub takes at most 25 inputs, of 65,535 characters together. */
export const MAX_INPUTS = 25;
export const MAX_INPUTS_CHARACTERS = 65_535;

/** Header that carries the signed-in user's GitHub token for one call. */
export const GITHUB_TOKEN_HEADER = 'X-GitHub-Token';

/** Inputs of a dispatch: name to value, always text, as GitHub takes them. */
export type DispatchInputs = Record<string, string>;

/**
 * Parsed by hand because a record schema passes over a key named `__proto__` in silence,
 * and an input that silently vanishes is a run with other inputs than the user asked for.
 */
export const dispatchInputsSchema = z.unknown().transform((value, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('must be an object of input names and text values');
  }
  const entries = Object.entries(value);
  if (entries.length > MAX_INPUTS) {
    return refuse(
      `has ${entries.length} inputs; GitHub takes at most ${MAX_INPUTS}`,
    );
  }
  for (const [name, input] of entries) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(name) || name === '__proto__') {
      return refuse(
        `has an input named ${JSON.stringify(name.slice(0, 100))}, which GitHub doesn't allow`,
      );
    }
    if (typeof input !== 'string') {
      return refuse(
        `has an input ${name} that isn't text; send "true" or "5" rather than true or 5`,
      );
    }
  }
  if (JSON.stringify(value).length > MAX_INPUTS_CHARACTERS) {
    return refuse(
      `is longer than the ${MAX_INPUTS_CHARACTERS} characters that GitHub takes`,
    );
  }
  return Object.fromEntries(entries) as DispatchInputs;
});

const commitShaSchema = z
  .string()
  .regex(/^[0-9a-f]{40,64}$/, 'is not the SHA of a git commit');

/**
 * As whom GitHub sees a dispatch: the signed-in person by default, the portal's GitHub App where
 * `githubWorkflows.identity` names the workflow.
 */
export const dispatchIdentitySchema = z.enum(['user', 'app']);

/**
 * How the run of a dispatch was found; absent while it isn't known yet.
 *
 * - `exact`: GitHub's answer named it
 * - `matched`: the answer named none or was lost; one run alone fits by actor, event, ref, commit
 *   and time
 * - `ambiguous`: several runs fit, so none is taken for it
 * - `none`: it was looked for, and no run fits
 */
export const dispatchMatchSchema = z.enum([
  'exact',
  'matched',
  'ambiguous',
  'none',
]);

/**
 * Input that the portal fills with the ref of the person who asked, where a workflow that runs as
 * the App declares it as a string.
 */
export const REQUESTED_BY_INPUT = 'requested_by';

/** Body of a dispatch. */
export const dispatchRequestSchema = z.strictObject({
  ref: refNameSchema,
  refType: refTypeSchema.default('branch'),
  inputs: dispatchInputsSchema,
  /** Blob of the workflow file that the form was made from; a dispatch on another one is refused. */
  expectedBlobSha: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/, 'is not the SHA of a git blob'),
  /** Head of the ref that the form showed; the page of the run compares it with the run's commit. */
  headShaSeen: commitShaSchema.optional(),
  /** Made once per opened form, so that a double click or a repeated request is one run. */
  idempotencyKey: z.uuid(),
});

/**
 * - `sending`: the request is on its way to GitHub
 * - `started`: GitHub took it
 * - `refused`: GitHub said no; nothing ran
 * - `unknown`: the answer was lost; it may or may not have started, and is never sent again
 */
export const dispatchStateSchema = z.enum([
  'sending',
  'started',
  'refused',
  'unknown',
]);

/** A dispatch that was made through the portal. */
export const dispatchSchema = z.strictObject({
  id: z.string(),
  entityRef: z.string(),
  workflowFile: z.string(),
  ref: z.string(),
  refType: refTypeSchema,
  inputs: z.record(z.string(), z.string()),
  requestedAt: z.string(),
  state: dispatchStateSchema,
  identity: dispatchIdentitySchema,
  /** The actor whom GitHub sees; absent where GitHub didn't tell in time. */
  githubLogin: z.string().optional(),
  /** Head of the ref that the form showed. */
  headShaSeen: z.string().optional(),
  /** Commit that the run runs on; another one when the branch has moved in between. */
  runHeadSha: z.string().optional(),
  match: dispatchMatchSchema.optional(),
  runId: z.number().int().optional(),
  /** Last known of the run; absent until GitHub has told. */
  runStatus: runStatusSchema.optional(),
  runConclusion: runConclusionSchema.optional(),
});

export type DispatchRequest = z.infer<typeof dispatchRequestSchema>;
export type DispatchIdentity = z.infer<typeof dispatchIdentitySchema>;
export type DispatchMatch = z.infer<typeof dispatchMatchSchema>;
export type DispatchState = z.infer<typeof dispatchStateSchema>;
export type Dispatch = z.infer<typeof dispatchSchema>;
