import type { Deployment } from '@internal/plugin-mobworx-common';
import type { GithubDeployment } from '../github/deploymentReads';
import type { DeployedStack } from '../infrastructure/stacks';

/**
 * What runs, from what the stack says and what GitHub says. The stack is what is there, so GitHub
 * only completes it; without a stack that names a commit, GitHub's word is taken.
 */
export function mergeDeployment(
  stack: DeployedStack | undefined,
  github: GithubDeployment | undefined,
): Deployment {
  const isSame =
    !stack?.commit || github?.commit.startsWith(stack.commit) === true;
  const told = isSame ? github : undefined;
  return dropUndefined({
    version: stack?.version,
    commit: told?.commit ?? stack?.commit,
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

/** Whether a stack says something else than what is known of it. */
export function isNews(
  stack: DeployedStack | undefined,
  before: Deployment,
): boolean {
  return (
    stack !== undefined &&
    (stack.version !== before.version ||
      stack.updatedAt !== before.at ||
      (stack.commit !== undefined &&
        before.commit?.startsWith(stack.commit) !== true))
  );
}

function dropUndefined(deployment: Deployment): Deployment {
  return Object.fromEntries(
    Object.entries(deployment).filter(([, value]) => value !== undefined),
  ) as Deployment;
}
