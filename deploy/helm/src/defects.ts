import type { Manifest } from './helm.ts';

/** A mistake in a template of the chart, made in what it renders. */
export interface Defect {
  /** The policy that has to find it, or `types` for Kubernetes' own. */
  caughtBy: string;
  mistake: string;
  make(manifests: Manifest[]): void;
}

const kind = (manifests: Manifest[], name: string): Manifest => {
  const found = manifests.find(manifest => manifest.kind === name);
  if (!found) throw new Error(`There is no ${name} to break.`);
  return found;
};

const on = (
  caughtBy: string,
  mistake: string,
  name: string,
  change: (manifest: Manifest) => void,
): Defect => ({
  caughtBy,
  mistake,
  make: manifests => change(kind(manifests, name)),
});

const onPod = (
  caughtBy: string,
  mistake: string,
  change: (pod: Manifest) => void,
) =>
  on(caughtBy, mistake, 'Deployment', ({ spec }) => change(spec.template.spec));

const onPortal = (
  caughtBy: string,
  mistake: string,
  change: (portal: Manifest) => void,
) => onPod(caughtBy, mistake, ({ containers }) => change(containers[0]));

const annotate =
  (key: string, value: string | undefined) => (ingress: Manifest) => {
    ingress.metadata.annotations[`alb.ingress.kubernetes.io/${key}`] = value;
  };

const ofTypes: Defect[] = [
  on('types', 'a field that does not exist', 'Deployment', d => {
    d.spec.replcas = 2;
  }),
  onPortal('types', 'a field that does not exist, deep down', c => {
    c.readinesProbe = {};
  }),
  on('types', 'text for a number', 'HorizontalPodAutoscaler', h => {
    h.spec.minReplicas = '2';
  }),
  on('types', 'a value that came out empty', 'HorizontalPodAutoscaler', h => {
    h.spec.maxReplicas = null;
  }),
  onPortal('types', 'no name', c => {
    delete c.name;
  }),
  onPortal('types', 'a word that nobody knows', c => {
    c.imagePullPolicy = 'Sometimes';
  }),
  onPortal('types', 'a number for text', c => {
    c.env.push({ name: 'LOG_LEVEL', value: 1 });
  }),
  on('types', 'an API that is gone', 'Deployment', d => {
    d.apiVersion = 'extensions/v1beta1';
  }),
  on('types', 'a misspelled field of an operator', 'ExternalSecret', e => {
    e.spec.data[0].remoteRef.propery = 'x';
  }),
  on('types', 'a missing field of an operator', 'ServiceMonitor', m => {
    delete m.spec.endpoints;
  }),
];

const ofPolicies: Defect[] = [
  onPod('nobody-is-root', 'root', p => {
    p.securityContext.runAsUser = 0;
  }),
  onPortal('confined', 'writable root', c => {
    c.securityContext.readOnlyRootFilesystem = false;
  }),
  onPortal('confined', 'capabilities', c => {
    delete c.securityContext.capabilities;
  }),
  onPod('confined', 'every system call', p => {
    delete p.securityContext.seccompProfile;
  }),
  onPod('no-token-of-kubernetes', 'a token', p => {
    delete p.automountServiceAccountToken;
  }),
  onPortal('resources', 'no limit of memory', c => {
    delete c.resources.limits;
  }),
  onPortal('resources', 'no request', c => {
    delete c.resources.requests.cpu;
  }),
  onPortal('image-is-fixed', 'latest', c => {
    c.image = 'registry.example.com/developer-portal:latest';
  }),
  onPortal('no-secret-in-the-open', 'a token in plain text', c => {
    c.env.push({ name: 'FIGMA_TOKEN', value: 'figd' });
  }),
  {
    caughtBy: 'no-secret-in-the-open',
    mistake: 'a Secret in the chart',
    make: m => {
      m.push({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'x', namespace: 'portal' },
      });
    },
  },
  onPortal('probes', 'readiness at /', c => {
    c.readinessProbe.httpGet.path = '/';
  }),
  onPortal('probes', 'half a minute to start', c => {
    c.startupProbe.failureThreshold = 3;
  }),
  onPortal('runs-as-the-image-says', 'another command', c => {
    c.command = ['yarn', 'start'];
  }),
  onPortal('runs-as-the-image-says', 'nowhere to write', c => {
    c.volumeMounts = [];
  }),
  onPod('runs-as-the-image-says', 'killed at once', p => {
    p.terminationGracePeriodSeconds = 5;
  }),
  onPortal('variables-are-complete', 'a variable forgotten', c => {
    c.env = c.env.filter(({ name }: Manifest) => name !== 'REDIS_URL');
  }),
  onPortal('variables-are-complete', 'a variable misspelled', c => {
    c.env.push({ name: 'POSTGRES_HOSTS', value: 'x' });
  }),
  onPortal('variables-are-complete', 'a password beside IAM', c => {
    c.env.push({ name: 'POSTGRES_PASSWORD', valueFrom: {} });
  }),
  on('rollout-keeps-capacity', 'stops the old pods first', 'Deployment', d => {
    d.spec.strategy.rollingUpdate.maxUnavailable = '50%';
  }),
  on('selectors-fit', 'a Service that finds nothing', 'Service', s => {
    s.spec.selector['app.kubernetes.io/name'] = 'backstage';
  }),
  on('selectors-fit', 'a Service that finds the test too', 'Service', s => {
    delete s.spec.selector['app.kubernetes.io/component'];
  }),
  on('selectors-fit', 'metrics of another Service', 'ServiceMonitor', m => {
    m.spec.selector.matchLabels['app.kubernetes.io/name'] = 'backstage';
  }),
  on('selectors-fit', 'metrics of every Service', 'ServiceMonitor', m => {
    m.spec.selector.matchLabels = {};
  }),
  on('selectors-fit', 'metrics of another namespace', 'ServiceMonitor', m => {
    m.spec.namespaceSelector.matchNames = ['monitoring'];
  }),
  on('ports-fit', 'metrics at a port of nobody', 'ServiceMonitor', m => {
    m.spec.endpoints[0].port = 'prometheus';
  }),
  on('ports-fit', 'a Service to a closed port', 'Service', s => {
    s.spec.ports[0].targetPort = 'web';
  }),
  on('ports-fit', 'a route to a port of nobody', 'Ingress', i => {
    i.spec.rules[0].http.paths[0].backend.service.port.name = 'web';
  }),
  on('ports-fit', 'a closed port let in', 'NetworkPolicy', n => {
    n.spec.ingress[0].ports[0].port = 'web';
  }),
  onPortal('ports-fit', 'metrics that nobody tells', c => {
    c.env = c.env.filter(
      ({ name }: Manifest) => name !== 'OTEL_METRICS_EXPORTER',
    );
  }),
  onPortal('ports-fit', 'metrics elsewhere', c => {
    c.ports[1].containerPort = 9090;
  }),
  onPod('replicas-spread', 'all in one zone', p => {
    p.topologySpreadConstraints.shift();
  }),
  on('scaling-is-alone', 'replicas beside a scaler', 'Deployment', d => {
    d.spec.replicas = 2;
  }),
  on('scaling-is-alone', 'never down', 'HorizontalPodAutoscaler', h => {
    delete h.spec.behavior.scaleDown;
  }),
  on('routes-lead-to-the-service', 'a route to nowhere', 'Ingress', i => {
    i.spec.rules[0].http.paths[0].backend.service.name = 'backstage';
  }),
  on('routes-lead-to-the-service', 'a route for every host', 'Ingress', i => {
    delete i.spec.rules[0].host;
  }),
  on(
    'alb-is-careful',
    'health at /',
    'Ingress',
    annotate('healthcheck-path', '/'),
  ),
  on(
    'alb-is-careful',
    'connections kept too long',
    'Ingress',
    annotate(
      'load-balancer-attributes',
      'routing.http.drop_invalid_header_fields.enabled=true,idle_timeout.timeout_seconds=300',
    ),
  ),
  on(
    'alb-is-careful',
    'plain HTTP',
    'Ingress',
    annotate('ssl-redirect', undefined),
  ),
  on(
    'alb-is-careful',
    'no certificate',
    'Ingress',
    annotate('certificate-arn', ''),
  ),
  on('network-is-closed', 'every port', 'NetworkPolicy', n => {
    delete n.spec.ingress[0].ports;
  }),
  on('network-is-closed', 'no names', 'NetworkPolicy', n => {
    n.spec.egress.shift();
  }),
  {
    caughtBy: 'there-is-a-test',
    mistake: 'no test',
    make: m => {
      m.splice(m.indexOf(kind(m, 'Pod')), 1);
    },
  },
  on('there-is-a-test', 'a test of something else', 'Pod', p => {
    p.spec.containers[0].env[0].value = 'http://backstage:80';
  }),
  on('in-the-namespace', 'another namespace', 'Service', s => {
    delete s.metadata.namespace;
  }),
];

/** Each is a mistake in an otherwise sound chart. */
export const defects: Defect[] = [...ofTypes, ...ofPolicies];
