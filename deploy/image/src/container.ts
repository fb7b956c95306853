/** How the container is run. The Dockerfile provides it; the task definition and the chart lean on it. */
export const container = {
  /** The process listens here, for plain HTTP. */
  port: 7007,
  /** OpenTelemetry's own port for Prometheus, open when OTEL_METRICS_EXPORTER is `prometheus`. */
  metricsPort: 9464,
  /** The numeric user and group; Kubernetes can't tell whether a user that has only a name is root. */
  user: 1000,
  /** The one directory it writes to. The image declares it as a volume that everybody may write to. */
  writableDirectory: '/tmp',
  /** Paths in the app-config files are relative to it, as they are while developing. */
  workingDirectory: '/app/packages/backend',
  command: [
    'node',
    // Metrics and traces, where variables ask for them; otherwise it loads nothing.
    '--require',
    './src/instrumentation.js',
    '.',
    '--config',
    '/app/app-config.yaml',
    '--config',
    '/app/app-config.production.yaml',
  ],
  /** Answers 200 once every plugin has started, and 503 before that and while it drains. */
  readinessPath: '/.backstage/health/v1/readiness',
  /** Answers 200 for as long as the process lives. */
  livenessPath: '/.backstage/health/v1/liveness',
  /** How long a start may take, in seconds: the migrations of a new version run then. */
  startupSeconds: 180,
  /** How long a process that was asked to end goes on with what it has begun, in seconds. */
  drainSeconds: 20,
  /** How long it keeps a connection that nobody uses, in seconds; a load balancer has to close it sooner. */
  keepAliveSeconds: 75,
} as const;

/** A program that fails unless the container answers at the path: the image has no curl. */
export const probeCommand = (path: string): string[] => [
  'node',
  '-e',
  `fetch('http://127.0.0.1:${container.port}${path}').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`,
];
