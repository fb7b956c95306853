import type { OAuthApp, Right, WorkflowState } from '../types';

/** What a simulated GitHub starts with. The MobWorx seed is the YAML under `seed/`. */
export interface GithubSeed {
  accounts: AccountSeed[];
  tokens: TokenSeed[];
  oauthApps: OAuthApp[];
  apps: AppSeed[];
  teams?: TeamSeed[];
  repositories: RepositorySeed[];
  /** Requests per hour and token; 5000 as on GitHub when left out. */
  rateLimit?: number;
}

export interface AccountSeed {
  login: string;
  type?: 'User' | 'Organization';
  name?: string;
  email?: string;
  bio?: string;
  /** Offered on the sign-in page. */
  person?: boolean;
  /** Member of the organization: may read its repositories. */
  member?: boolean;
  /** May read restricted repositories as well. */
  seesRestricted?: boolean;
  /** Right above `read`, by full name of the repository. */
  rights?: Record<string, Right>;
}

export interface TeamSeed {
  slug: string;
  name: string;
  description?: string;
  members: string[];
}

export interface TokenSeed {
  value: string;
  login: string;
  scopes: string[];
}

export interface AppSeed {
  id: number;
  slug: string;
  name: string;
  clientId: string;
  owner: string;
  installationId: number;
  permissions: Record<string, 'read' | 'write'>;
  events: string[];
}

/** A commit: files by path, null removes one. */
export interface CommitSeed {
  message: string;
  author: string;
  files: Record<string, string | null>;
  /**
   * Files, and folders of them, of the repository that this simulator is in: added as they are now,
   * below the same path.
   */
  ownFiles?: string[];
  /** Tags that point at this commit. */
  tags?: string[];
}

export interface BranchSeed {
  name: string;
  /** Branch or tag to start from; the default branch when left out. */
  from?: string;
  commits?: CommitSeed[];
}

export interface RunSeed {
  /** File name, e.g. `deploy.yml`. */
  workflow: string;
  event: 'push' | 'workflow_dispatch' | 'schedule' | 'pull_request';
  ref: string;
  actor: string;
  hoursAgo: number;
  inputs?: Record<string, string>;
  /** Name of a step that fails. */
  failAt?: string;
  /** Cancelled this long after its start. */
  cancelAfterSeconds?: number;
}

export interface EnvironmentSeed {
  name: string;
  /** Logins. */
  reviewers?: string[];
  reviewerTeams?: { slug: string; name: string; members: string[] }[];
  preventSelfReview?: boolean;
  waitMinutes?: number;
  /** Names or patterns, or `protected` for protected branches. */
  deployFrom?: 'protected' | { name: string; type?: 'branch' | 'tag' }[];
}

export interface RepositorySeed {
  /** `owner/name`. */
  name: string;
  description: string;
  visibility?: 'public' | 'private';
  restricted?: boolean;
  fork?: boolean;
  language?: string;
  topics?: string[];
  defaultBranch: string;
  /** History of the default branch, oldest first. */
  commits: CommitSeed[];
  branches?: BranchSeed[];
  /** Many branches named `<login>/<topic>-NNN`, heads spread over the default branch's history. */
  manyBranches?: { count: number; logins: string[]; topics: string[] };
  protectedBranches?: string[];
  environments?: (string | EnvironmentSeed)[];
  /** Facts of GitHub's registry that no file can say. */
  workflows?: { path: string; name?: string; state?: WorkflowState }[];
  runs?: RunSeed[];
}
