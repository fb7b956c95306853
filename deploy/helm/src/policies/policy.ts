import type { Manifest } from '../helm.ts';

/** Something that has to hold for whatever the chart renders. */
export interface Policy {
  id: string;
  /** What is wrong, in sentences; empty when it holds. */
  problems(manifests: Manifest[]): string[];
}

/** The manifests of a kind. */
export const ofKind = (manifests: Manifest[], kind: string) =>
  manifests.filter(manifest => manifest.kind === kind);

/** Whether a manifest is the test of `helm test`. */
export const isTest = ({ metadata }: Manifest) =>
  metadata.annotations?.['helm.sh/hook'] === 'test';

/** Every pod that may come of the manifests, with a name for messages. */
export const podsOf = (
  manifests: Manifest[],
): { name: string; spec: Manifest }[] =>
  manifests.flatMap(({ kind, metadata, spec }) => {
    if (kind === 'Pod') return [{ name: metadata.name, spec }];
    const pod = spec?.template?.spec;
    return pod ? [{ name: metadata.name, spec: pod }] : [];
  });

/** Every container of those pods, with its pod. */
export const containersOf = (manifests: Manifest[]) =>
  podsOf(manifests).flatMap(({ name, spec }) =>
    [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(
      (each: Manifest) => ({ name, container: each, pod: spec }),
    ),
  );

/** A policy that every container has to keep; `wrong` says what is wrong with one. */
export const forEachContainer = (
  id: string,
  wrong: (each: Manifest, pod: Manifest) => string | false | undefined,
): Policy => ({
  id,
  problems: manifests =>
    containersOf(manifests).flatMap(({ name, container: each, pod }) => {
      const sentence = wrong(each, pod);
      return sentence ? [`${name}: ${sentence}`] : [];
    }),
});

/** A policy for the Deployment of the portal and the container in it. */
export const forPortal = (
  id: string,
  wrong: (
    portal: Manifest,
    deployment: Manifest,
    manifests: Manifest[],
  ) => (string | false | undefined)[],
): Policy => ({
  id,
  problems: manifests => {
    const deployments = ofKind(manifests, 'Deployment');
    if (deployments.length !== 1) return ['There is not one Deployment.'];
    const [deployment] = deployments;
    const [portal] = deployment.spec.template.spec.containers;
    return wrong(portal, deployment, manifests).filter(
      sentence => typeof sentence === 'string',
    );
  },
});
