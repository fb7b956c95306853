import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A delivery as it came over the wire. */
export interface RelayedDelivery {
  event: string;
  payload: any;
  headers: Record<string, string>;
}

/** Receives what the simulated GitHub delivers, and passes it on as the events backend would. */
export interface WebhookRelay {
  url: string;
  /** Everything that has come, oldest first. */
  deliveries: RelayedDelivery[];
  /** Where each goes; nowhere until it is set. */
  onDelivery?: (delivery: RelayedDelivery) => Promise<void>;
  close(): void;
}

export async function relayWebhooks(): Promise<WebhookRelay> {
  const relay: WebhookRelay = { url: '', deliveries: [], close() {} };
  const server: Server = createServer(async (req, res) => {
    const body = Buffer.concat(await req.toArray()).toString('utf8');
    const headers = Object.fromEntries(
      Object.entries(req.headers).map(([name, value]) => [name, `${value}`]),
    );
    const delivery = {
      event: headers['x-github-event'],
      payload: JSON.parse(body),
      headers,
    };
    relay.deliveries.push(delivery);
    await relay.onDelivery?.(delivery);
    res.writeHead(202).end();
  });
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return Object.assign(relay, {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
