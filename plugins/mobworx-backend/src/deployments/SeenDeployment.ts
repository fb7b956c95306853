import type {
  Deployment,
  DeploymentProblem,
  Problem,
  Stored,
} from '@internal/plugin-mobworx-common';

/** What is stored of what runs somewhere. */
export interface SeenDeployment extends Deployment {
  /** Why there isn't more: a source that should know couldn't be asked. */
  incomplete?: Problem;
}

/** What is stored, in the contract's words. */
export function presentDeployment({
  value,
  takenAt,
  problem,
}: Stored<SeenDeployment | null>): {
  deployment?: Deployment;
  deploymentProblem?: DeploymentProblem;
} {
  const { incomplete, ...deployment } = value ?? {};
  const why = problem ?? incomplete;
  return {
    ...(value && { deployment: deployment as Deployment }),
    ...(why && {
      deploymentProblem: {
        ...why,
        ...(value && !incomplete && takenAt && { knownAt: takenAt }),
      },
    }),
  };
}
