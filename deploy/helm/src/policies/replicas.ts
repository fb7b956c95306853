import {
  container,
  groupsInUse,
  integrationIds,
  variables,
  type IntegrationId,
} from '@internal/deploy-image';
import type { Manifest } from '../helm.ts';
import { forPortal, ofKind, type Policy } from './policy.ts';

const secondsOf = (probe: Manifest = {}) =>
  (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);

/** What runs, how many of it, and how it is replaced. */
export const replicasPolicies: Policy[] = [
  forPortal('probes', portal => [
    portal.readinessProbe?.httpGet?.path !== container.readinessPath &&
      'readiness is asked elsewhere',
    portal.livenessProbe?.httpGet?.path !== container.livenessPath &&
      'life is asked elsewhere',
    portal.startupProbe?.httpGet?.path !== container.readinessPath &&
      'the start is not waited for',
    secondsOf(portal.startupProbe) < container.startupSeconds &&
      'a start has too little time',
    [portal.readinessProbe, portal.livenessProbe, portal.startupProbe].some(
      probe => probe?.httpGet?.port !== 'http',
    ) && 'a probe asks at another port',
  ]),
  forPortal('runs-as-the-image-says', (portal, { spec }) => {
    const mounts: Manifest[] = portal.volumeMounts ?? [];
    const volume = spec.template.spec.volumes?.find(
      (each: Manifest) =>
        each.name ===
        mounts.find(mount => mount.mountPath === container.writableDirectory)
          ?.name,
    );
    return [
      container.command.some(
        (word, index) => portal.command?.[index] !== word,
      ) && 'it starts another program',
      portal.ports?.find((port: Manifest) => port.name === 'http')
        ?.containerPort !== container.port && 'it listens elsewhere',
      !volume?.emptyDir && `it cannot write to ${container.writableDirectory}`,
      !(
        spec.template.spec.terminationGracePeriodSeconds >
        container.drainSeconds
      ) && 'it is killed while it drains',
    ];
  }),
  forPortal('variables-are-complete', portal => {
    const env: Manifest[] = portal.env ?? [];
    const given = env.map(({ name }) => name as string);
    const known = variables.map(({ name }) => name);
    const always = groupsInUse(integrationsOf(given))
      .flatMap(group => group.variables)
      .filter(each => each.required)
      .map(each => each.name);
    const rds = env.some(
      ({ name, value }) => name === 'POSTGRES_AUTH' && value === 'rds',
    );
    return [
      ...always
        .filter(name => !given.includes(name))
        .map(name => `${name} is missing`),
      ...given
        .filter(name => !known.includes(name))
        .map(name => `${name} is unknown to the image`),
      ...given
        .filter((name, index) => given.indexOf(name) !== index)
        .map(name => `${name} is there twice`),
      rds === given.includes('POSTGRES_PASSWORD') &&
        'the database is entered by a password or by IAM, not by both or neither',
    ];
  }),
  forPortal('rollout-keeps-capacity', (_, { spec }) => [
    `${spec.strategy?.rollingUpdate?.maxUnavailable}` !== '0' &&
      'a deployment stops pods before others are ready',
  ]),
  forPortal('replicas-spread', (_, { spec }) => {
    const keys = (spec.template.spec.topologySpreadConstraints ?? []).map(
      (each: Manifest) => each.topologyKey,
    );
    return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(
      key => !keys.includes(key) && `replicas gather in one ${key}`,
    );
  }),
  forPortal('scaling-is-alone', (_, { metadata, spec }, manifests) => {
    const [scaler] = ofKind(manifests, 'HorizontalPodAutoscaler');
    if (!scaler)
      return [!(spec.replicas >= 1) && 'there is no number of replicas'];
    return [
      spec.replicas !== undefined &&
        'each deployment would undo what was scaled',
      scaler.spec.scaleTargetRef.name !== metadata.name &&
        'something else is scaled',
      !(
        scaler.spec.behavior?.scaleDown?.policies?.length &&
        scaler.spec.behavior?.scaleUp?.policies?.length
      ) && 'it scales one way only',
    ];
  }),
];

// Which integrations the given variables speak of: each has a variable that no other has.
function integrationsOf(given: string[]): IntegrationId[] {
  const turnedOn = (id: IntegrationId) =>
    groupsInUse([id])
      .filter(group => group.id === id)
      .some(group => group.variables.some(({ name }) => given.includes(name)));
  return integrationIds.filter(turnedOn);
}
