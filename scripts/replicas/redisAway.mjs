import { globSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoot } from '../repository.mjs';
import { LIVENESS, whileAway } from './balance.mjs';
import { RATE_LIMIT } from './configuration.mjs';
import { get, requireNone, underLoad } from './load.mjs';
import { until } from './until.mjs';

const AWAY_MS = 8_000;
// The framework's client of each plugin says whenever it tries again, up to every two seconds.
const MOST_LINES = 150;

// Each start writes a file of its own.
const linesOf = ({ name }) =>
  globSync(inRoot(`.data/logs/${name}-start-*.log`))
    .flatMap(file => readFileSync(file, 'utf8').split('\n'))
    .filter(line => /"level":"(warn|error)"/.test(line));

/** Whether an address gets no more than its share from both replicas together. */
async function isLimitShared(url, address) {
  const answers = await Promise.all(
    Array.from({ length: RATE_LIMIT + 40 }, () =>
      get(`${url}${LIVENESS}`, { localAddress: address }),
    ),
  );
  const passed = answers.filter(({ status }) => status === 200).length;
  const limited = answers.filter(({ status }) => status === 429).length;
  if (passed !== RATE_LIMIT)
    throw new Error(`${passed} passed and ${limited} were refused`);
  return true;
}

/** Redis is away: nobody waits for it, and afterwards it counts again. */
export async function redisAway({ portal, paths, headers }) {
  const { url, replicas, redis } = portal;
  // Each time another address, whose share nobody has used yet.
  let address = 100;
  const countsForBoth = () => {
    address += 1;
    return isLimitShared(url, `127.0.0.${address}`);
  };
  await until('the rate limit counts for both replicas', countsForBoth);
  const before = replicas.map(replica => linesOf(replica).length);
  const since = Date.now();
  const asked = await whileAway(redis, () =>
    underLoad({ url, paths, headers, perSecond: 50 }, () => sleep(AWAY_MS)),
  );
  requireNone(asked, since);
  const said = replicas.map(
    (replica, index) => linesOf(replica).length - before[index],
  );
  if (Math.max(...said) > MOST_LINES)
    throw new Error(`The logs are flooded: ${said} lines`);
  await until('the rate limit counts for both replicas again', countsForBoth);
  return `${asked.sent} requests without Redis, none failed, half of them within ${asked.p50Ms} ms; ${said.join(' and ')} lines in the logs`;
}
