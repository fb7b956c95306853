import type { Account, Repository } from './types';

/** A team of an organization, as far as reviews go. */
export interface Team {
  id: number;
  slug: string;
  name: string;
  members: Account[];
}

/** Somebody whom an environment asks before a job may deploy to it. */
export type Reviewer =
  { type: 'User'; reviewer: Account } | { type: 'Team'; reviewer: Team };

/** A pattern of names that may deploy to an environment. */
export interface BranchPolicy {
  id: number;
  name: string;
  type: 'branch' | 'tag';
}

/** An environment of a repository with its protection rules. */
export interface Environment {
  id: number;
  name: string;
  createdAt: number;
  /** Nobody is asked when empty. */
  reviewers: Reviewer[];
  preventSelfReview: boolean;
  /** 0 without a timer. */
  waitMinutes: number;
  /** Every ref may deploy when left out. */
  deployFrom?: 'protected' | BranchPolicy[];
}

/** Environment of a repository by its name, in any case as on GitHub. */
export function findEnvironment(
  repository: Repository,
  name: string | undefined,
): Environment | undefined {
  return repository.environments.find(
    environment => environment.name.toLowerCase() === name?.toLowerCase(),
  );
}

/**
 * Whether a ref may deploy to an environment.
 * @param ref - full name, e.g. `refs/heads/main`
 */
export function mayDeploy(
  repository: Repository,
  { deployFrom }: Environment,
  ref: string,
): boolean {
  const [, kind, name] = /^refs\/(heads|tags)\/(.*)$/s.exec(ref)!;
  if (!deployFrom) {
    return true;
  }
  return deployFrom === 'protected'
    ? kind === 'heads' && repository.protectedBranches.has(name)
    : deployFrom.some(
        policy =>
          (policy.type === 'tag') === (kind === 'tags') &&
          matchesPolicy(policy.name, name),
      );
}

/** Ruby's File.fnmatch by path, as GitHub's reference of deployment branch policies says. */
function matchesPolicy(pattern: string, name: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*+|\?)/)
    .map(
      part =>
        ({ '**/': '(?:.*/)?', '?': '[^/]' })[part] ??
        (/^\*+$/.test(part) ? '[^/]*' : part.replace(/[.+^${}()|\\]/g, '\\$&')),
    )
    .join('');
  return new RegExp(`^${source}$`).test(name);
}

/**
 * Whether an account may review deployments to an environment.
 * @param triggeredBy - who has started the run, or started it again
 */
export function mayReview(
  environment: Environment,
  account: Account,
  triggeredBy: Account,
): boolean {
  const isReviewer = environment.reviewers.some(({ type, reviewer }) =>
    type === 'User' ? reviewer === account : reviewer.members.includes(account),
  );
  return (
    isReviewer && !(environment.preventSelfReview && account === triggeredBy)
  );
}
