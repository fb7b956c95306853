import type { Deployment } from '@internal/plugin-mobworx-common';
import type { GithubDeployment } from '../github/deploymentReads';
import type { DeployedStack } from '../infrastructure/stacks';
import { isSameCommit, Release } from './release';

/**
 * What runs, from what the service, its stack and GitHub say. GitHub only completes what the others
 * say of the same commit; without one of them that names a commit, GitHub's word is taken.
 *
 * @param stack - unless the service says that it is another release
 */
export function mergeDeployment(
  running: Release,
  stack: DeployedStack | undefined,
  github: GithubDeployment | undefined,
): Deployment {
  const commit = running.commit ?? stack?.commit;
  const told =
    github && (!commit || isSameCommit(github.commit, commit))
      ? github
      : undefined;
  return dropUndefined({
    version: running.version ?? stack?.version,
    commit: told?.commit ?? stack?.commit ?? running.commit,
    at: stack?.updatedAt ?? told?.at,
    // The tag may name a robot.
    by: told?.by ?? stack?.deployedBy,
    htmlUrl: told?.htmlUrl,
    sources: [
      ...(stack ? ['cloudformation' as const] : []),
      ...(told ? [told.source] : []),
    ],
  });
}

/** Whether the service or its stack says something else than what is known. */
export function isNews(
  running: Release,
  stack: DeployedStack | undefined,
  before: Deployment,
): boolean {
  const commit = running.commit ?? stack?.commit;
  const isOther =
    commit !== undefined &&
    !(before.commit && isSameCommit(before.commit, commit));
  const version = running.version ?? stack?.version;
  return (
    isOther ||
    (version !== undefined && version !== before.version) ||
    (stack !== undefined && stack.updatedAt !== before.at)
  );
}

function dropUndefined(deployment: Deployment): Deployment {
  return Object.fromEntries(
    Object.entries(deployment).filter(([, value]) => value !== undefined),
  ) as Deployment;
}
