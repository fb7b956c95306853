import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const isTaken = (port, host) =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', error =>
      resolve(error.code === 'EADDRINUSE' || error.code === 'EACCES'),
    );
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(false)),
    );
  });

/** The ports of the list on which something listens already, on IPv4 or IPv6. */
export async function takenPorts(ports) {
  const taken = [];
  for (const port of ports) {
    if ((await isTaken(port, '0.0.0.0')) || (await isTaken(port, '::')))
      taken.push(port);
  }
  return taken;
}

/** A TCP port on which nothing listens. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * The first of several TCP ports in a row on which nothing listens.
 *
 * @param count - how many
 */
export async function freePortsInARow(count) {
  for (;;) {
    const first = await freePort();
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if (ports.at(-1) < 65_536 && (await takenPorts(ports)).length === 0) {
      return first;
    }
  }
}

/**
 * Waits until an address answers with a status below 400.
 *
 * @param url - asked with GET
 * @param options.timeoutMs - how long; without it for ever
 * @param options.signal - ends the waiting early
 * @param options.headers - of each request
 * @returns milliseconds waited
 */
export async function waitUntilAnswers(
  url,
  { timeoutMs = Infinity, signal, everyMs = 100, headers } = {},
) {
  const started = Date.now();
  for (;;) {
    signal?.throwIfAborted();
    if (await answers(url, headers)) return Date.now() - started;
    if (Date.now() - started > timeoutMs) {
      throw new Error(
        `${url} has not answered within ${Math.round(timeoutMs / 1000)} s`,
      );
    }
    await sleep(everyMs);
  }
}

async function answers(url, headers) {
  try {
    const response = await fetch(url, {
      headers,
      signal: AbortSignal.timeout(20_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
