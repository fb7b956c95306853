import { z } from 'zod';

/** Path of every entity-scoped route: entity refs only, never project keys. */
export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

/** Entity ref with its kind and namespace, such as `component:default/webapp`, in lower case. */
export const entityRefSchema = z
  .string()
  .max(255)
  .regex(
    /^[a-z]+:[\w.-]+\/[\w.-]+$/i,
    'is not an entity ref, such as component:default/webapp',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

export const noQuerySchema = z.strictObject({});

/** Most entities of one `POST /summaries`. */
export const MAX_SUMMARIES = 100;

/** `POST /summaries` */
export const summariesRequestSchema = z.strictObject({
  entityRefs: z.array(entityRefSchema).min(1).max(MAX_SUMMARIES),
});

// SonarQube takes any branch name of git's, and more; a control character is in none.
const branchName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}+$/u, 'has a control character');

/** Key of a pull request: its number in most cases. */
const pullRequestKey = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.-]+$/, 'is not the key of a pull request');

/** Which code: a branch, a pull request, or without either the main branch. */
const codeFields = {
  branch: branchName.optional(),
  pullRequest: pullRequestKey.optional(),
};

const notBoth = {
  check: (code: { branch?: string; pullRequest?: string }) =>
    code.branch === undefined || code.pullRequest === undefined,
  message: 'a branch and a pull request exclude each other',
};

/** `GET /entities/:kind/:namespace/:name/details?branch=|pullRequest=` */
export const codeQuerySchema = z
  .strictObject(codeFields)
  .refine(notBoth.check, notBoth.message);

/** `GET …/history?branch=`; a pull request has none. */
export const historyQuerySchema = z.strictObject({
  branch: branchName.optional(),
});

/** `GET …/issues?branch=|pullRequest=&scope=` */
export const issuesQuerySchema = z
  .strictObject({
    ...codeFields,
    /** `new`: only those of new code. */
    scope: z.enum(['overall', 'new']).default('overall'),
  })
  .refine(notBoth.check, notBoth.message);

export type SummariesRequest = z.input<typeof summariesRequestSchema>;
export type CodeQuery = z.infer<typeof codeQuerySchema>;
export type HistoryQuery = z.infer<typeof historyQuerySchema>;
export type IssuesQuery = z.infer<typeof issuesQuerySchema>;
