import type { Manifest } from '../helm.ts';
import { confinementPolicies } from './confinement.ts';
import type { Policy } from './policy.ts';
import { replicasPolicies } from './replicas.ts';
import { waysPolicies } from './ways.ts';

/** What has to hold for whatever the chart renders. */
export const policies: Policy[] = [
  ...confinementPolicies,
  ...replicasPolicies,
  ...waysPolicies,
];

/** Everything that is wrong with the manifests, each with the id of the policy that says so. */
export const policyProblems = (manifests: Manifest[]): string[] =>
  policies.flatMap(({ id, problems }) =>
    problems(manifests).map(sentence => `${id}: ${sentence}`),
  );
