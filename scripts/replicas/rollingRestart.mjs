import { bothServe } from './balance.mjs';
import { requireNone, underLoad } from './load.mjs';

async function replace(replica, portal) {
  const asked = Date.now();
  const { code, signal } = await replica.end('SIGTERM');
  const endedMs = Date.now() - asked;
  if (code !== 0)
    throw new Error(
      `${replica.name} ended with ${signal ?? `code ${code}`}:\n${replica.lastLines(10)}`,
    );
  await replica.start();
  await bothServe(portal);
  return `${replica.name} ended in ${endedMs} ms`;
}

/** One replica after the other is replaced while people go on. */
export async function rollingRestart({ portal, paths, headers }) {
  const { url, replicas } = portal;
  const times = [];
  try {
    const asked = await underLoad(
      { url, paths, headers, perSecond: 100 },
      async () => {
        for (const replica of replicas)
          times.push(await replace(replica, portal));
      },
    );
    requireNone(asked);
    if (asked.rate < 95 || asked.slowestRate < 80)
      throw new Error(
        `Only ${asked.rate} requests a second were sent, ${asked.slowestRate} in the slowest five seconds`,
      );
    return `${asked.sent} requests at ${asked.rate}/s (never below ${asked.slowestRate}), 0 failed, p50 ${asked.p50Ms} ms, p95 ${asked.p95Ms} ms; ${times.join(', ')}`;
  } finally {
    for (const replica of replicas) await replica.startUnlessRunning();
  }
}
