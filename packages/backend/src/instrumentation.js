// Metrics and traces by OpenTelemetry, the way that Backstage has for it: this file is required before
// everything else (`node --require`), as what is watched has to be wrapped before anybody loads it.
// https://backstage.io/docs/tutorials/setup-opentelemetry
//
// Nothing is loaded unless a variable asks for it:
//   OTEL_METRICS_EXPORTER=prometheus   metrics at port 9464, path /metrics
//   OTEL_EXPORTER_OTLP_ENDPOINT=…      traces go to that collector; metrics too, unless the above is set
const { isMainThread } = require('node:worker_threads');

const { OTEL_EXPORTER_OTLP_ENDPOINT: collector, OTEL_METRICS_EXPORTER } =
  process.env;
const metrics = OTEL_METRICS_EXPORTER || (collector ? 'otlp' : 'none');

// A worker, such as that of an audit, would want the same port.
if (isMainThread && (collector || metrics !== 'none')) {
  start();
}

function start() {
  Object.assign(process.env, {
    OTEL_METRICS_EXPORTER: metrics,
    OTEL_TRACES_EXPORTER:
      process.env.OTEL_TRACES_EXPORTER || (collector ? 'otlp' : 'none'),
    // Logs are lines of JSON, which whatever runs the container collects.
    OTEL_LOGS_EXPORTER: process.env.OTEL_LOGS_EXPORTER || 'none',
    // Who is called learns which trace a call belongs to, and nothing else.
    OTEL_PROPAGATORS: process.env.OTEL_PROPAGATORS || 'tracecontext',
    OTEL_SERVICE_NAME: process.env.OTEL_SERVICE_NAME || 'developer-portal',
  });
  const { NodeSDK } = require('@opentelemetry/sdk-node');
  const {
    HttpInstrumentation,
  } = require('@opentelemetry/instrumentation-http');
  const {
    ExpressInstrumentation,
    ExpressLayerType,
  } = require('@opentelemetry/instrumentation-express');
  const {
    UndiciInstrumentation,
  } = require('@opentelemetry/instrumentation-undici');
  const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');
  const {
    RuntimeNodeInstrumentation,
  } = require('@opentelemetry/instrumentation-runtime-node');

  new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        // Asked every few seconds by whatever runs the container.
        ignoreIncomingRequestHook: ({ url }) =>
          url?.startsWith('/.backstage/health/') ?? false,
        requestHook: hideQuery,
      }),
      // Layers that are no routes would be dozens of spans a request.
      new ExpressInstrumentation({
        ignoreLayersType: [ExpressLayerType.MIDDLEWARE],
      }),
      new UndiciInstrumentation({ requestHook: hideQuery }),
      // Statements have placeholders where the values are.
      new PgInstrumentation({ requireParentSpan: true }),
      new RuntimeNodeInstrumentation(),
    ],
  }).start();
}

/**
 * Addresses end at their path: a query may hold the code of a sign-in or what signs a download.
 *
 * @param {import('@opentelemetry/api').Span & { attributes?: Record<string, unknown> }} span
 */
function hideQuery(span) {
  for (const key of ['url.full', 'http.url', 'http.target']) {
    const address = span.attributes?.[key];
    if (typeof address === 'string') {
      span.setAttribute(key, address.split(/[?#]/)[0]);
    }
  }
  if (span.attributes?.['url.query']) {
    span.setAttribute('url.query', '');
  }
}
