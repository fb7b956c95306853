import { z } from 'zod';

/**
 * What the plugin takes from GitHub's answers. Everything else is dropped; an answer that lacks
 * one of these isn't GitHub's. Source: GitHub's OpenAPI description, version 2022-11-28.
 */

const text = z.string().max(10_000);
const time = z.string().max(40).nullish();
const login = z.object({ login: text }).nullish();

export const repositoryAnswer = z.object({
  default_branch: text,
  html_url: text,
});

export const workflowsAnswer = z.object({
  total_count: z.number(),
  workflows: z
    .array(
      z.object({
        id: z.number(),
        name: text,
        path: text,
        state: text,
        html_url: text,
      }),
    )
    .max(100),
});

export const runAnswer = z.object({
  id: z.number(),
  name: text.nullish(),
  workflow_id: z.number(),
  check_suite_id: z.number().nullish(),
  display_title: text.optional(),
  run_number: z.number(),
  run_attempt: z.number().optional(),
  event: text,
  status: text.nullable(),
  conclusion: text.nullable(),
  head_branch: text.nullable(),
  head_sha: text,
  path: text,
  created_at: text,
  updated_at: text,
  run_started_at: time,
  html_url: text,
  actor: login,
  triggering_actor: login,
  referenced_workflows: z
    .array(z.object({ path: text, sha: text, ref: text.nullish() }))
    .max(200)
    .nullish(),
});

export const runsAnswer = z.object({
  total_count: z.number(),
  workflow_runs: z.array(runAnswer).max(100),
});

export const jobAnswer = z.object({
  id: z.number(),
  run_id: z.number(),
  name: text,
  status: text,
  conclusion: text.nullable(),
  started_at: time,
  completed_at: time,
  html_url: text.nullish(),
  runner_name: text.nullish(),
  steps: z
    .array(
      z.object({
        number: z.number(),
        name: text,
        status: text,
        conclusion: text.nullable(),
        started_at: time,
        completed_at: time,
      }),
    )
    .max(2_000)
    .optional(),
});

export const jobsAnswer = z.object({
  total_count: z.number(),
  jobs: z.array(jobAnswer).max(100),
});

/** 200 with the run on github.com; 204 without a body on older GitHub Enterprise Servers. */
export const dispatchAnswer = z.union([
  z.object({ workflow_run_id: z.number().int().positive() }),
  z.undefined(),
  z.literal(''),
]);

const refAnswer = z.object({
  name: text,
  target: z.object({
    oid: text,
    target: z.object({ oid: text }).optional(),
  }),
  branchProtectionRule: z.object({ id: text }).nullish(),
});

export const refsAnswer = z.object({
  repository: z
    .object({
      defaultBranchRef: refAnswer.nullish(),
      refs: z
        .object({
          totalCount: z.number(),
          nodes: z.array(refAnswer).max(100),
        })
        .nullable(),
    })
    .nullable(),
});

export const filesAnswer = z.object({
  repository: z
    .object({
      defaultBranchRef: z.object({ name: text }).nullish(),
      ref: refAnswer.nullable(),
      object: z
        .object({
          entries: z
            .array(
              z.object({
                name: text,
                oid: text,
                type: text,
                object: z
                  .object({
                    text: z.string().max(1_000_000).nullish(),
                    isTruncated: z.boolean().optional(),
                  })
                  .nullish(),
              }),
            )
            .max(1_000)
            .optional(),
        })
        .nullable(),
    })
    .nullable(),
});

export type RefAnswer = z.infer<typeof refAnswer>;
export type RunAnswer = z.infer<typeof runAnswer>;
export type JobAnswer = z.infer<typeof jobAnswer>;
