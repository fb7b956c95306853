import { z } from 'zod';

/** Somebody whom an environment asks before a job may deploy to it. */
export const reviewerSchema = z.strictObject({
  type: z.enum(['user', 'team']),
  /** GitHub login of a person, name of a team. */
  name: z.string(),
  htmlUrl: z.string().optional(),
});

/**
 * From where an environment may be deployed to.
 *
 * - `all`: every branch and tag
 * - `protected_branches`: branches that GitHub protects
 * - `patterns`: branches and tags whose names fit; as in `File.fnmatch` of Ruby, `*` stops at `/`
 * - `unknown`: GitHub has patterns and didn't tell them
 */
export const deployFromSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('protected_branches') }),
  z.strictObject({
    kind: z.literal('patterns'),
    patterns: z.array(
      z.strictObject({ name: z.string(), type: z.enum(['branch', 'tag']) }),
    ),
  }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

/** What GitHub asks for before a job may deploy to an environment. */
export const environmentRulesSchema = z.strictObject({
  /** One of them has to approve; nobody is asked when empty. */
  reviewers: z.array(reviewerSchema),
  /** Whoever started the run may not be the one who approves it. */
  preventSelfReview: z.boolean(),
  /** Minutes that every job waits; 0 without a timer. */
  waitMinutes: z.number().int().min(0),
  deployFrom: deployFromSchema,
});

export type Reviewer = z.infer<typeof reviewerSchema>;
export type DeployFrom = z.infer<typeof deployFromSchema>;
export type EnvironmentRules = z.infer<typeof environmentRulesSchema>;
