import {
  DeployFrom,
  EnvironmentRules,
  Reviewer,
} from '@internal/plugin-github-workflows-common';
import { z } from 'zod';

/**
 * What the plugin takes from GitHub's answers about environments and deployments. Source: GitHub's
 * OpenAPI description, version 2022-11-28; a rule of a type that isn't known here changes nothing.
 */

const text = z.string().max(10_000);

const reviewerAnswer = z.object({
  type: text.optional(),
  reviewer: z
    .object({
      login: text.optional(),
      name: text.nullish(),
      html_url: text.nullish(),
    })
    .nullish(),
});

const environmentAnswer = z.object({
  name: text,
  protection_rules: z
    .array(
      z.object({
        type: text,
        wait_timer: z.number().optional(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(reviewerAnswer).max(100).optional(),
      }),
    )
    .max(100)
    .optional(),
  deployment_branch_policy: z
    .object({
      protected_branches: z.boolean(),
      custom_branch_policies: z.boolean(),
    })
    .nullish(),
});

export const environmentsAnswer = z.object({
  environments: z.array(environmentAnswer).max(100).optional(),
});

export const branchPoliciesAnswer = z.object({
  branch_policies: z
    .array(z.object({ name: text.optional(), type: text.optional() }))
    .max(100),
});

export const branchAnswer = z.object({ protected: z.boolean() });

export const pendingDeploymentsAnswer = z
  .array(
    z.object({
      environment: z.object({ id: z.number(), name: text }),
      wait_timer: z.number(),
      wait_timer_started_at: text.nullish(),
      current_user_can_approve: z.boolean(),
      reviewers: z.array(reviewerAnswer).max(100),
    }),
  )
  .max(100);

export const approvalsAnswer = z
  .array(
    z.object({
      environments: z.array(z.object({ name: text.optional() })).max(100),
      state: text,
      user: z.object({ login: text }).nullish(),
      comment: text.nullish(),
    }),
  )
  .max(1_000);

export const concurrencyGroupAnswer = z.object({
  group_members: z
    .array(
      z.object({
        run_id: z.number(),
        run_name: text,
        job_name: text.nullish(),
        status: z.enum(['in_progress', 'pending']),
      }),
    )
    .max(1_000),
});

export type PendingDeploymentAnswer = z.infer<
  typeof pendingDeploymentsAnswer
>[number];

/** An environment of a repository; its patterns, where it has some, are to be asked for by themselves. */
export interface RepositoryEnvironment {
  name: string;
  rules: Omit<EnvironmentRules, 'deployFrom'>;
  deployFrom: Exclude<DeployFrom['kind'], 'unknown'>;
}

/** GitHub's environment in our words. */
export function mapEnvironment(
  environment: z.infer<typeof environmentAnswer>,
): RepositoryEnvironment {
  const rules = environment.protection_rules ?? [];
  const review = rules.find(({ type }) => type === 'required_reviewers');
  const timer = rules.find(({ type }) => type === 'wait_timer');
  const policy = environment.deployment_branch_policy;
  return {
    name: environment.name,
    rules: {
      reviewers: mapReviewers(review?.reviewers ?? []),
      preventSelfReview: review?.prevent_self_review ?? false,
      waitMinutes: timer?.wait_timer ?? 0,
    },
    deployFrom: deployFromOf(policy),
  };
}

function deployFromOf(
  policy: z.infer<typeof environmentAnswer>['deployment_branch_policy'],
): RepositoryEnvironment['deployFrom'] {
  if (!policy) {
    return 'all';
  }
  return policy.protected_branches ? 'protected_branches' : 'patterns';
}

/** People by their login, teams by their name; one whom GitHub doesn't name is left out. */
export function mapReviewers(
  reviewers: Array<z.infer<typeof reviewerAnswer>>,
): Reviewer[] {
  return reviewers.flatMap(({ type, reviewer }) => {
    const isTeam = type === 'Team';
    const name = isTeam ? reviewer?.name : reviewer?.login;
    return name
      ? {
          type: isTeam ? ('team' as const) : ('user' as const),
          name,
          htmlUrl: reviewer?.html_url ?? undefined,
        }
      : [];
  });
}
