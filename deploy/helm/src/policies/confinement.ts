import { container, variables } from '@internal/deploy-image';
import type { Manifest } from '../helm.ts';
import {
  containersOf,
  forEachContainer,
  ofKind,
  podsOf,
  type Policy,
} from './policy.ts';

/** What a container may do, and what it is made of. */
export const confinementPolicies: Policy[] = [
  forEachContainer('nobody-is-root', (each, pod) => {
    const { runAsNonRoot, runAsUser } = {
      ...pod.securityContext,
      ...each.securityContext,
    };
    return (
      (runAsNonRoot !== true || runAsUser !== container.user) &&
      'it may run as root'
    );
  }),
  forEachContainer('confined', ({ securityContext = {} }, pod) => {
    if (securityContext.readOnlyRootFilesystem !== true)
      return 'it may write to its own files';
    if (securityContext.allowPrivilegeEscalation !== false)
      return 'it may gain rights';
    if (!securityContext.capabilities?.drop?.includes('ALL'))
      return 'it keeps capabilities';
    return (
      pod.securityContext?.seccompProfile?.type !== 'RuntimeDefault' &&
      'it may call whatever the kernel offers'
    );
  }),
  {
    id: 'no-token-of-kubernetes',
    problems: manifests =>
      [
        ...podsOf(manifests).map(({ name, spec }) => ({
          name,
          flag: spec.automountServiceAccountToken,
        })),
        ...ofKind(manifests, 'ServiceAccount').map(each => ({
          name: each.metadata.name,
          flag: each.automountServiceAccountToken,
        })),
      ]
        .filter(({ flag }) => flag !== false)
        .map(({ name }) => `${name} gets a token of Kubernetes`),
  },
  forEachContainer('resources', ({ resources = {} }) => {
    if (!resources.requests?.cpu || !resources.requests?.memory)
      return 'it asks for nothing, so that it can be squeezed out';
    return (
      !resources.limits?.memory && 'it may take all the memory of its node'
    );
  }),
  forEachContainer(
    'image-is-fixed',
    ({ image = '' }) =>
      !/@sha256:[0-9a-f]{64}$|:(?!latest$)[\w.-]+$/.test(image) &&
      `${image} can come to mean another image`,
  ),
  {
    id: 'no-secret-in-the-open',
    problems: manifests => {
      const secret = variables
        .filter(each => each.secret)
        .map(each => each.name);
      const open = containersOf(manifests)
        .flatMap(({ container: each }) => each.env ?? [])
        .filter(
          ({ name, value }: Manifest) =>
            value !== undefined && secret.includes(name),
        );
      return [
        ...open.map(({ name }) => `${name} in the open`),
        ...ofKind(manifests, 'Secret').map(
          ({ metadata }) => `${metadata.name} has its values in the chart`,
        ),
      ];
    },
  },
];
