import { createServer } from 'node:http';

/**
 * A collector of OpenTelemetry on loopback, which keeps what it is sent (OTLP over HTTP, as JSON).
 *
 * @returns `url`; `spans()`, all that have arrived; `stop()`
 */
export async function startCollector() {
  const spans = [];
  const server = createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    if (req.url === '/v1/traces') {
      const { resourceSpans = [] } = JSON.parse(Buffer.concat(chunks));
      for (const { scopeSpans } of resourceSpans)
        spans.push(...scopeSpans.flatMap(scope => scope.spans));
    }
    res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    spans: () => spans,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
