import type { GitStore } from './git/GitStore';
import type { PlannedConcurrency } from './actions/ConcurrencyGroups';
import type { PlannedJob } from './actions/plan';
import type { Environment } from './environments';

/** What an account may do in a repository, in rising order. */
export type Right = 'none' | 'read' | 'write' | 'admin';

/** A user, an organization, or the bot that an App acts as. */
export interface Account {
  id: number;
  login: string;
  type: 'User' | 'Organization' | 'Bot';
  name?: string;
  email?: string;
  bio?: string;
  /** ISO date. */
  createdAt: string;
  /** Whether the account is offered on the sign-in page. */
  person: boolean;
  /** Whether the organization's base permission (read) applies to the account. */
  member: boolean;
  /** Whether the account may read restricted repositories too. */
  seesRestricted: boolean;
  /** Rights above the base permission, by full name of the repository. */
  rights: Map<string, Right>;
}

/** A team of the one organization. */
export interface Team {
  id: number;
  slug: string;
  name: string;
  description?: string;
  /** Logins. */
  members: string[];
}

/** A token that the simulated GitHub knows. */
export interface Token {
  value: string;
  kind: 'user' | 'installation';
  account: Account;
  /** OAuth scopes; absent for tokens of a GitHub App, which has permissions instead. */
  scopes?: string[];
  app?: GithubApp;
  /** Milliseconds since the epoch on the simulator's clock. */
  expiresAt?: number;
}

/** A GitHub App, installed once, on all repositories of one organization. */
export interface GithubApp {
  id: number;
  slug: string;
  name: string;
  clientId: string;
  owner: Account;
  bot: Account;
  installationId: number;
  permissions: Record<string, 'read' | 'write'>;
  events: string[];
  createdAt: string;
}

/** An OAuth App, or what a GitHub App has for the same flow. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  name: string;
  callbackUrl: string;
  /** A GitHub App whose user tokens expire, as they do unless its owner opts out. */
  isGithubApp?: boolean;
}

/** By which a GitHub App gets the next pair of tokens for a person. */
export interface RefreshToken {
  value: string;
  app: OAuthApp;
  account: Account;
  /** The user token that came with it and ends with it. */
  userToken: string;
  /** Milliseconds since the epoch on the simulator's clock. */
  expiresAt: number;
}

export type WorkflowState =
  | 'active'
  | 'disabled_manually'
  | 'disabled_inactivity'
  | 'disabled_fork'
  | 'deleted';

/** A workflow as GitHub has registered it. */
export interface Workflow {
  id: number;
  name: string;
  path: string;
  state: WorkflowState;
  createdAt: number;
  updatedAt: number;
}

export interface Repository {
  id: number;
  owner: Account;
  name: string;
  /** `owner/name`. */
  fullName: string;
  description: string;
  visibility: 'public' | 'private';
  /** Invisible to members unless they have an explicit right. */
  restricted: boolean;
  fork: boolean;
  language: string;
  topics: string[];
  defaultBranch: string;
  createdAt: number;
  pushedAt: number;
  git: GitStore;
  protectedBranches: Set<string>;
  environments: Environment[];
  workflows: Workflow[];
  /** Oldest first. */
  runs: WorkflowRun[];
}

/**
 * `waiting` is held by the rules of an environment, `pending` by a concurrency group.
 * Source: docs.github.com/rest/actions/workflow-jobs
 */
export type Status =
  'queued' | 'waiting' | 'pending' | 'in_progress' | 'completed';
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface Step {
  number: number;
  name: string;
  status: Status;
  conclusion: Conclusion | null;
  startedAt?: number;
  completedAt?: number;
  /** Lines that the step printed, without timestamps. */
  output: StepOutput[];
}

/** A line, or many that are made only when somebody reads them: a log may have 100 MB. */
export type StepOutput =
  string | { count: number; line: (index: number) => string };

export interface Job {
  id: number;
  runId: number;
  attempt: number;
  planned: PlannedJob;
  name: string;
  status: Status;
  conclusion: Conclusion | null;
  createdAt: number;
  startedAt?: number;
  completedAt?: number;
  steps: Step[];
  runnerId?: number;
  /** GitHub's reason why it failed before it began: an annotation there. */
  refusal?: string;
}

export interface RunAttempt {
  number: number;
  status: Status;
  conclusion: Conclusion | null;
  startedAt: number;
  updatedAt: number;
  triggeringActor: Account;
  plan: PlannedJob[];
  jobs: Job[];
  cancelRequested: boolean;
  /** Whether a runner has taken one of its jobs. */
  begun: boolean;
}

/** A review of the deployments of a run. */
export interface Approval {
  environments: Environment[];
  state: 'approved' | 'rejected';
  user: Account;
  comment: string;
}

export interface WorkflowRun {
  id: number;
  workflow: Workflow;
  repository: Repository;
  runNumber: number;
  event: string;
  displayTitle: string;
  /** Branch or tag name. */
  headBranch: string;
  headSha: string;
  /** Full ref, e.g. `refs/heads/master`. */
  ref: string;
  actor: Account;
  inputs: Record<string, string>;
  createdAt: number;
  /** The group that the run as a whole wants for itself. */
  concurrency?: PlannedConcurrency;
  approvals: Approval[];
  /** Workflow files that its own calls. */
  referencedWorkflows: { path: string; sha: string; ref: string }[];
  /** Oldest first; the last one is the current. */
  attempts: RunAttempt[];
}

/** The current attempt of a run. */
export const latestAttempt = (run: WorkflowRun): RunAttempt =>
  run.attempts[run.attempts.length - 1];
