import {
  DeploymentsResponse,
  parseDeployInputs,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import {
  hasTag,
  hasWorkflow,
  readDefaultBranch,
} from '../github/deploymentReads';
import type { GithubReader } from '../github/GithubReader';
import type { Repository } from '../github/repository';
import type { DeploymentReader, FoundDeployment } from './DeploymentReader';

/** What is stored of how one would bring a service to production. */
export type PromotionSnapshot = Pick<
  DeploymentsResponse,
  'entityRef' | 'promotion'
>;

type Promotion = NonNullable<DeploymentsResponse['promotion']>;

/** Subject of {@link PromotionSnapshot}, in the environment before production. */
export const PROMOTION_SUBJECT = 'promotion';

/**
 * Finds the workflow that would bring to production what runs before it, and what to fill in.
 *
 * @throws errors of `problem()`
 */
export async function findPromotion(
  reader: DeploymentReader,
  github: GithubReader,
  service: ServiceId,
  signal: AbortSignal,
): Promise<PromotionSnapshot> {
  const component = await reader.componentOf(service);
  const { from, to } = reader.route;
  if (!component) {
    return {};
  }
  const { entityRef, repository, workflow, inputs } = component;
  if (!from || !to || !repository || !workflow) {
    return { entityRef };
  }
  const here = await reader.read(from.id, service, signal);
  if (here.failure) {
    throw here.failure;
  }
  const { commit, version } = here.deployment;
  if (!commit) {
    return { entityRef };
  }
  const filledIn = inputs
    ? parseDeployInputs(inputs, { environment: to.id, version })
    : {};
  if (!filledIn || !(await hasWorkflow(github, repository, workflow, signal))) {
    return { entityRef };
  }
  const where = await refOf(reader, github, repository, here, signal);
  return {
    entityRef,
    promotion: {
      from: from.id,
      to: to.id,
      workflow,
      ...where,
      inputs: filledIn,
    },
  };
}

/**
 * A branch or tag that is what runs: GitHub starts workflows on nothing else. The tag of the
 * version is the surest; the branch that was deployed may have moved on.
 */
async function refOf(
  reader: DeploymentReader,
  github: GithubReader,
  repository: Repository,
  { deployment, github: told, component }: FoundDeployment,
  signal: AbortSignal,
): Promise<Pick<Promotion, 'ref' | 'refType' | 'exact'>> {
  const { version, commit } = deployment;
  const branch =
    component?.branch ?? (await readDefaultBranch(github, repository, signal));
  const candidates = new Set([
    ...(version ? [`v${version}`, version] : []),
    ...(told && !/^[0-9a-f]{7,64}$/.test(told.ref) ? [told.ref] : []),
    branch,
  ]);
  for (const ref of candidates) {
    const comparison = await reader.compare(repository, ref, commit!, signal);
    if (comparison?.isSame) {
      const isTag =
        ref !== branch && (await hasTag(github, repository, ref, signal));
      return { ref, refType: isTag ? 'tag' : 'branch', exact: true };
    }
  }
  return { ref: branch, refType: 'branch', exact: false };
}
