import { z } from 'zod';
import { reviewerSchema } from './environments';
import { freshness } from './freshness';
import { runSchema } from './runs';

/** A deployment of a run that waits for the rules of its environment. */
export const waitingDeploymentSchema = z.strictObject({
  /** Of the environment, as GitHub numbers it. */
  environmentId: z.number().int(),
  environment: z.string(),
  /** One of them has to approve; nobody is asked when empty. */
  reviewers: z.array(reviewerSchema),
  /** Minutes that it waits in any case; 0 without a timer. */
  waitMinutes: z.number().int(),
  /** When that began, ISO 8601. */
  waitStartedAt: z.string().optional(),
  viewer: z.strictObject({
    mayReview: z.boolean(),
    /** Why not, in a sentence for the user; only when `mayReview` is false. */
    reason: z.string().optional(),
  }),
});

/** A review that was given. GitHub keeps no time of it. */
export const deploymentReviewSchema = z.strictObject({
  environments: z.array(z.string()),
  state: z.enum(['approved', 'rejected', 'pending']),
  /** GitHub login. */
  user: z.string().optional(),
  comment: z.string(),
});

/** `GET …/runs/:runId/deployments`; with the header `X-GitHub-Token` it tells what the caller may. */
export const runDeploymentsResponseSchema = z.strictObject({
  runId: z.number().int(),
  waiting: z.array(waitingDeploymentSchema),
  /** Oldest first, of all attempts. */
  reviews: z.array(deploymentReviewSchema),
});

/** Body of `POST …/runs/:runId/deployments`. */
export const reviewRequestSchema = z.strictObject({
  environmentIds: z
    .array(z.number().int().positive().max(Number.MAX_SAFE_INTEGER))
    .min(1)
    .max(30)
    .refine(
      ids => new Set(ids).size === ids.length,
      'names an environment twice',
    ),
  state: z.enum(['approved', 'rejected']),
  /** GitHub shows it with the review. */
  comment: z.string().max(1_000).default(''),
  /** Made once per opened dialog, so that a double click is one review. */
  idempotencyKey: z.uuid(),
});

/** `POST …/runs/:runId/deployments`: GitHub has taken the review; the run changes in a moment. */
export const reviewResponseSchema = z.strictObject({
  runId: z.number().int(),
  state: z.enum(['approved', 'rejected']),
  environments: z.array(z.string()),
});

/** `GET …/waiting`: runs of the entity's repository that wait for an approval, newest first. */
export const waitingRunsResponseSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      run: runSchema,
      /** Absent when GitHub couldn't be asked about this run. */
      environments: z
        .array(
          z.strictObject({
            name: z.string(),
            reviewers: z.array(reviewerSchema),
          }),
        )
        .optional(),
    }),
  ),
  totalCount: z.number().int(),
  ...freshness,
});

export type WaitingDeployment = z.infer<typeof waitingDeploymentSchema>;
export type DeploymentReview = z.infer<typeof deploymentReviewSchema>;
export type RunDeploymentsResponse = z.infer<
  typeof runDeploymentsResponseSchema
>;
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;
export type ReviewResponse = z.infer<typeof reviewResponseSchema>;
export type WaitingRunsResponse = z.infer<typeof waitingRunsResponseSchema>;
