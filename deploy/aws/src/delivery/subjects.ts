import type { GithubRepository } from '../environment.ts';

/** The environment on GitHub of the job that builds images. */
export const IMAGES = 'images';

/**
 * The subjects under which GitHub presents a job that names an environment. Repositories that were
 * made, renamed or transferred after 15 July 2026 present their numbers beside the names, older ones
 * do not (README of aws-actions/configure-aws-credentials, "Immutable subject claims"). Both are
 * exact: a pattern would let in whoever takes a name that became free.
 *
 * A job with an environment never presents its branch; which branches may enter is a rule of the
 * environment on GitHub.
 */
export function subjectsOf(
  { owner, ownerId, repository, repositoryId }: GithubRepository,
  environment: string,
): string[] {
  return [
    `repo:${owner}/${repository}:environment:${environment}`,
    `repo:${owner}@${ownerId}/${repository}@${repositoryId}:environment:${environment}`,
  ];
}
