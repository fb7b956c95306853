import { container } from '@internal/deploy-image';
import type { Manifest } from '../helm.ts';
import { forPortal, isTest, ofKind, podsOf, type Policy } from './policy.ts';

const selects = (selector: Manifest = {}, labels: Manifest = {}) =>
  Object.keys(selector).length > 0 &&
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Who reaches what: selectors, routes, the load balancer and the network. */
export const waysPolicies: Policy[] = [
  forPortal('selectors-fit', (_, deployment, manifests) => {
    const labels = deployment.spec.template.metadata.labels;
    const test =
      podsOf(manifests).length > 1
        ? manifests.find(isTest)?.metadata.labels
        : {};
    const selectors = [
      deployment.spec.selector.matchLabels,
      ...ofKind(manifests, 'Service').map(({ spec }) => spec.selector),
      ...ofKind(manifests, 'PodDisruptionBudget').map(
        ({ spec }) => spec.selector.matchLabels,
      ),
      ...ofKind(manifests, 'NetworkPolicy').map(
        ({ spec }) => spec.podSelector.matchLabels,
      ),
      ...deployment.spec.template.spec.topologySpreadConstraints.map(
        (each: Manifest) => each.labelSelector.matchLabels,
      ),
    ];
    // Prometheus looks for Services, in the namespaces that are named.
    const services = ofKind(manifests, 'Service').map(each => each.metadata);
    const isFound = ({ spec }: Manifest) =>
      services.some(
        service =>
          selects(spec.selector.matchLabels, service.labels) &&
          spec.namespaceSelector?.matchNames?.includes(service.namespace),
      );
    return [
      selectors.some(selector => !selects(selector, labels)) &&
        'something does not find the pods',
      ofKind(manifests, 'ServiceMonitor').some(each => !isFound(each)) &&
        'the ServiceMonitor does not find the Service',
      selectors.some(selector => selects(selector, test)) &&
        'something takes the pod of helm test for the portal',
    ];
  }),
  forPortal('ports-fit', (portal, _, manifests) => {
    const open: Manifest[] = portal.ports ?? [];
    const names = open.map(({ name }) => name);
    const offered: Manifest[] = ofKind(manifests, 'Service').flatMap(
      ({ spec }) => spec.ports,
    );
    const wanted: Manifest[] = [
      ...ofKind(manifests, 'Ingress').flatMap(({ spec }) =>
        spec.rules.flatMap((rule: Manifest) =>
          rule.http.paths.map((each: Manifest) => each.backend.service.port),
        ),
      ),
      ...ofKind(manifests, 'HTTPRoute').flatMap(({ spec }) =>
        spec.rules.flatMap((rule: Manifest) =>
          rule.backendRefs.map(({ port }: Manifest) => ({ number: port })),
        ),
      ),
      ...ofKind(manifests, 'ServiceMonitor').flatMap(({ spec }) =>
        (spec.endpoints ?? []).map(({ port }: Manifest) => ({ name: port })),
      ),
    ];
    const letIn = ofKind(manifests, 'NetworkPolicy').flatMap(({ spec }) =>
      spec.ingress.flatMap((rule: Manifest) => rule.ports ?? []),
    );
    const metrics = open.find(({ name }) => name === 'metrics');
    return [
      ...offered
        .filter(({ targetPort }) => !names.includes(targetPort))
        .map(({ name }) => `the Service leads ${name} to a closed port`),
      ...wanted
        .filter(
          ({ name, number }) =>
            !offered.some(each => each.name === name || each.port === number),
        )
        .map(each => `the Service has no port ${each.name ?? each.number}`),
      ...letIn
        .filter(({ port }) => !names.includes(port))
        .map(({ port }) => `${port} is let in, and closed`),
      metrics &&
        metrics.containerPort !== container.metricsPort &&
        'metrics are told elsewhere',
      Boolean(metrics) !==
        portal.env?.some(
          ({ name, value }: Manifest) =>
            name === 'OTEL_METRICS_EXPORTER' && value === 'prometheus',
        ) && 'the port of the metrics is open where nobody tells any',
    ];
  }),
  forPortal('routes-lead-to-the-service', (_, __, manifests) => {
    const [service] = ofKind(manifests, 'Service');
    const { name } = service.metadata;
    const backends = ofKind(manifests, 'Ingress').flatMap(({ spec }) =>
      spec.rules.flatMap((rule: Manifest) =>
        rule.http.paths.map((each: Manifest) => each.backend.service.name),
      ),
    );
    const routes = ofKind(manifests, 'HTTPRoute').flatMap(({ spec }) =>
      spec.rules.flatMap((rule: Manifest) =>
        rule.backendRefs.map((each: Manifest) => each.name),
      ),
    );
    const hosts = [
      ...ofKind(manifests, 'Ingress').flatMap(({ spec }) =>
        spec.rules.map((rule: Manifest) => rule.host),
      ),
      ...ofKind(manifests, 'HTTPRoute').flatMap(({ spec }) => spec.hostnames),
    ];
    return [
      [...backends, ...routes].some(each => each !== name) &&
        'a route leads elsewhere',
      hosts.some(host => !host) && 'a route takes every host',
    ];
  }),
  {
    id: 'alb-is-careful',
    problems: manifests =>
      ofKind(manifests, 'Ingress')
        .map(({ metadata }) => metadata.annotations ?? {})
        .filter(annotations =>
          Object.keys(annotations).some(key => key.startsWith('alb.')),
        )
        .flatMap(annotations => {
          const alb = (key: string) =>
            `${annotations[`alb.ingress.kubernetes.io/${key}`] ?? ''}`;
          return [
            alb('healthcheck-path') !== container.readinessPath &&
              'health is asked elsewhere',
            alb('target-type') !== 'ip' && 'requests take a detour over nodes',
            alb('ssl-redirect') !== '443' && 'HTTP is not sent on to HTTPS',
            !alb('certificate-arn') && 'there is no certificate',
            !/TLS13-1-[23]/.test(alb('ssl-policy')) &&
              'it takes old versions of TLS',
            !alb('load-balancer-attributes').includes(
              'drop_invalid_header_fields.enabled=true',
            ) && 'it passes broken headers on',
            !(
              Number(
                /idle_timeout\.timeout_seconds=(\d+)/.exec(
                  alb('load-balancer-attributes'),
                )?.[1],
              ) < container.keepAliveSeconds
            ) && 'it sends requests on connections that the portal is closing',
          ].filter(sentence => typeof sentence === 'string');
        }),
  },
  {
    id: 'network-is-closed',
    problems: manifests =>
      ofKind(manifests, 'NetworkPolicy').flatMap(({ spec }) => [
        ...(['Ingress', 'Egress'].every(type => spec.policyTypes.includes(type))
          ? []
          : ['one direction is left open']),
        ...[...spec.ingress, ...spec.egress]
          .filter((rule: Manifest) => !rule.ports?.length)
          .map(() => 'a rule opens every port'),
        ...(spec.egress.some((rule: Manifest) =>
          rule.ports.some((each: Manifest) => each.port === 53),
        )
          ? []
          : ['no name can be resolved']),
      ]),
  },
  {
    id: 'in-the-namespace',
    problems: manifests =>
      manifests
        .filter(({ metadata }) => metadata.namespace !== 'portal')
        .map(({ kind }) => `${kind} is in no namespace`),
  },
  {
    id: 'there-is-a-test',
    problems: manifests => {
      const test = manifests.find(isTest);
      if (!test) return ['helm test tests nothing'];
      const asked = test.spec.containers[0].env?.find(
        ({ name }: Manifest) => name === 'PORTAL',
      )?.value;
      const addresses = ofKind(manifests, 'Service').flatMap(
        ({ metadata, spec }) =>
          spec.ports.map(
            ({ port }: Manifest) => `http://${metadata.name}:${port}`,
          ),
      );
      return addresses.includes(asked) ? [] : [`helm test asks ${asked}`];
    },
  },
];
