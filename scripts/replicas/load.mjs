import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const REQUEST_TIMEOUT_MS = 60_000;
// The rate limit counts by address, and this is the load of many people.
const PEOPLE = 40;
const WINDOW_SECONDS = 5;

const agents = Array.from(
  { length: PEOPLE },
  (_, index) =>
    new http.Agent({ keepAlive: true, localAddress: `127.0.0.${index + 10}` }),
);

/**
 * One GET, by one of many addresses of loopback.
 *
 * @returns `status`, or `error` with what broke
 */
export function get(url, { headers, agent, localAddress } = {}) {
  return new Promise(resolve => {
    const request = http.get(
      url,
      { headers, agent, localAddress, timeout: REQUEST_TIMEOUT_MS },
      response => {
        response.on('error', error => resolve({ error: error.code }));
        response.on('aborted', () => resolve({ error: 'cut off' }));
        response.on('end', () => resolve({ status: response.statusCode }));
        response.resume();
      },
    );
    request.on('timeout', () => {
      resolve({ error: `no answer in ${REQUEST_TIMEOUT_MS / 1000} s` });
      request.destroy();
    });
    request.on('error', error =>
      resolve({ error: error.code ?? error.message }),
    );
  });
}

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** Requests a second in the slowest whole window. */
function slowestRate(sentAt, started, seconds) {
  const windows = new Array(Math.floor(seconds / WINDOW_SECONDS)).fill(0);
  for (const at of sentAt) {
    const index = Math.floor((at - started) / 1000 / WINDOW_SECONDS);
    if (index < windows.length) windows[index] += 1;
  }
  return Math.round(Math.min(...windows) / WINDOW_SECONDS);
}

/**
 * Asks for pages and data at a fixed rate, whether or not answers come.
 *
 * @param options.perSecond - how many requests
 * @param options.url - of the load balancer
 * @param options.paths - asked for in turn
 * @param options.headers - of each
 * @returns `stop()`, which waits for the last answer and gives `sent`, `failures` (each with `path`,
 *   `at` and `status` or `error`), `p50Ms` and `p95Ms`, `rate` and `slowestRate` in requests a second,
 *   the latter of the slowest five seconds
 */
function startLoad({ url, paths, headers, perSecond }) {
  const started = Date.now();
  const failures = [];
  const times = [];
  const pending = new Set();
  const sentAt = [];
  let sent = 0;
  let stopped = false;

  async function ask(number) {
    const path = paths[number % paths.length];
    const at = Date.now();
    sentAt.push(at);
    const agent = agents[number % agents.length];
    const { status, error } = await get(`${url}${path}`, { headers, agent });
    times.push(Date.now() - at);
    if (error || status >= 400)
      failures.push({ path, at, ...(error ? { error } : { status }) });
  }

  const running = (async () => {
    while (!stopped) {
      const due = Math.floor(((Date.now() - started) / 1000) * perSecond);
      for (; sent < due; sent += 1) {
        const asked = ask(sent);
        pending.add(asked);
        asked.finally(() => pending.delete(asked));
      }
      await sleep(5);
    }
    await Promise.all(pending);
  })();

  return {
    async stop() {
      stopped = true;
      const seconds = (Date.now() - started) / 1000;
      await running;
      times.sort((a, b) => a - b);
      return {
        sent,
        failures,
        rate: Math.round(sent / seconds),
        slowestRate: slowestRate(sentAt, started, seconds),
        p50Ms: percentile(times, 0.5),
        p95Ms: percentile(times, 0.95),
      };
    },
  };
}

/**
 * Runs something while people go on asking, who stop when it ends, whatever becomes of it.
 *
 * @param options - as for startLoad
 * @returns what `stop()` of the load gives
 */
export async function underLoad(options, work) {
  const load = startLoad(options);
  try {
    await work();
  } catch (error) {
    await load.stop();
    throw error;
  }
  return load.stop();
}

/** Throws with the first failures of a load, for a person, unless there are none. */
export function requireNone({ sent, failures }, since = 0) {
  if (failures.length === 0) return;
  const kinds = Map.groupBy(
    failures,
    ({ path, status, error }) => `${error ?? status} to GET ${path}`,
  );
  const list = [...kinds].map(
    ([kind, { length, 0: first }]) =>
      `${length} × ${kind}${since ? `, the first ${first.at - since} ms after` : ''}`,
  );
  throw new Error(
    `${failures.length} of ${sent} requests failed: ${list.slice(0, 8).join('; ')}`,
  );
}
