import {
  latestAttempt,
  type Approval,
  type Job,
  type WorkflowRun,
} from '../types';
import type { Gate } from '../actions/EnvironmentGates';
import type { Environment, Team } from '../environments';
import type { Repository } from '../types';
import { simpleUser } from './account';
import { nodeId, timestamp, type Links } from './links';

/** `team` of the API. */
function teamObject(team: Team, links: Links) {
  const url = links.api(`/organizations/1/team/${team.id}`);
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url,
    html_url: links.html(`/orgs/MobWorx/teams/${team.slug}`),
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: 1,
    parent: null,
  };
}

/** Reviewers of an environment, people and teams. */
export function reviewersOf(environment: Environment, links: Links) {
  return environment.reviewers.map(({ type, reviewer }) => ({
    type,
    reviewer:
      type === 'Team'
        ? teamObject(reviewer, links)
        : simpleUser(reviewer, links),
  }));
}

function shortEnvironment(
  repository: Repository,
  environment: Environment,
  links: Links,
) {
  const path = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: nodeId('Environment', environment.id),
    name: environment.name,
    url: links.api(`/repos/${repository.fullName}/environments/${path}`),
    html_url: links.html(
      `/${repository.fullName}/deployments/activity_log?environments_filter=${path}`,
    ),
  };
}

/** `environment` of the API, with its protection rules. */
export function environmentObject(
  repository: Repository,
  environment: Environment,
  links: Links,
) {
  const { id, reviewers, preventSelfReview, waitMinutes, deployFrom } =
    environment;
  const rule = (type: string, rest: object = {}) => ({
    // Rules have ids of their own; nobody can ask for one by it.
    id: id * 10 + type.length,
    node_id: nodeId('GateType', `${id}:${type}`),
    type,
    ...rest,
  });
  return {
    ...shortEnvironment(repository, environment, links),
    created_at: timestamp(environment.createdAt),
    updated_at: timestamp(environment.createdAt),
    can_admins_bypass: true,
    protection_rules: [
      ...(waitMinutes > 0
        ? [rule('wait_timer', { wait_timer: waitMinutes })]
        : []),
      ...(reviewers.length > 0
        ? [
            rule('required_reviewers', {
              prevent_self_review: preventSelfReview,
              reviewers: reviewersOf(environment, links),
            }),
          ]
        : []),
      ...(deployFrom ? [rule('branch_policy')] : []),
    ],
    deployment_branch_policy: deployFrom
      ? {
          protected_branches: deployFrom === 'protected',
          custom_branch_policies: deployFrom !== 'protected',
        }
      : null,
  };
}

/** `pending-deployment` of the API. */
export function pendingDeploymentObject(
  { run, environment, timerStartedAt }: Gate,
  canApprove: boolean,
  links: Links,
) {
  return {
    environment: shortEnvironment(run.repository, environment, links),
    wait_timer: environment.waitMinutes,
    wait_timer_started_at:
      timerStartedAt === undefined ? null : timestamp(timerStartedAt),
    current_user_can_approve: canApprove,
    reviewers: reviewersOf(environment, links),
  };
}

/** `environment-approvals` of the API. */
export function approvalObject(
  repository: Repository,
  approval: Approval,
  links: Links,
) {
  return {
    environments: approval.environments.map(environment => ({
      ...shortEnvironment(repository, environment, links),
      created_at: timestamp(environment.createdAt),
      updated_at: timestamp(environment.createdAt),
    })),
    state: approval.state,
    user: simpleUser(approval.user, links),
    comment: approval.comment,
  };
}

/** A job as the webhook `deployment_review` shows it. */
export function jobRunObject(
  run: WorkflowRun,
  job: Job,
  environment: Environment,
  links: Links,
) {
  const { fullName } = run.repository;
  return {
    id: job.id,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion,
    html_url: links.html(`/${fullName}/actions/runs/${run.id}/job/${job.id}`),
    created_at: timestamp(job.createdAt),
    updated_at: timestamp(latestAttempt(run).updatedAt),
    environment: environment.name,
  };
}
