import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { progress, row } from '../report.mjs';
import { startMobworxPortal } from './portal.mjs';

const ENVIRONMENTS = 50;
const SETTLE_MS = 40_000;
const WATCH_MS = 300_000;
const IDLE_MS = 120_000;
// Of the kernel: USER_HZ.
const TICKS_PER_SECOND = 100;

/** CPU time of a process so far, in seconds. */
function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Share of one core that a portal with this configuration uses, in percent. */
async function measureCpu(change, forMs) {
  const portal = await startMobworxPortal({ change });
  try {
    await sleep(SETTLE_MS);
    const before = cpuSeconds(portal.pid);
    await sleep(forMs);
    const used = cpuSeconds(portal.pid) - before;
    const states = await portal.states();
    return { percent: (100 * used) / (forMs / 1000), states };
  } finally {
    await portal.stop();
  }
}

/**
 * 10 environments × 20 services are 200 looks at health and the details of 10 environments. MobWorx
 * has 4 services, so there are 50 environments here: health in the default rhythm, the rest five
 * times as seldom, which makes as many looks as the default does with 10.
 */
const poll = {
  health: { seconds: 30 },
  details: { minutes: 5 },
  deployments: { minutes: 25 },
  infrastructure: { minutes: 50 },
  schema: { minutes: 75 },
  timeout: { seconds: 3 },
};

/** What it costs to look at many services. */
export async function measurePollerCost() {
  progress('Measuring the portal without environments.');
  const idle = await measureCpu(config => {
    config.mobworx.environments = [];
  }, IDLE_MS);
  progress(
    `Measuring it with ${ENVIRONMENTS} environments for ${WATCH_MS / 1000} s.`,
  );
  const busy = await measureCpu(config => {
    const [staging, production] = config.mobworx.environments;
    config.mobworx.poll = poll;
    config.mobworx.environments = Array.from(
      { length: ENVIRONMENTS },
      (_value, index) => ({
        ...(index % 2 ? production : staging),
        id: `environment-${index}`,
        title: `Environment ${index}`,
        syntheticJoin: false,
      }),
    );
  }, WATCH_MS);
  const looked = busy.states.filter(({ checkedAt }) => checkedAt).length;
  return [
    row({
      name: `Cost of looking at ${looked} services, in one core`,
      value: busy.percent - idle.percent,
      unit: '%',
      limit: 5,
      note: `${ENVIRONMENTS} environments × 4 services, for 10 × 20, which MobWorx hasn't; default rhythm of health, details as many as of 10 environments; ${WATCH_MS / 1000} s with one round of details, none of infrastructure, schema and deployments, whose rounds are every 10 minutes or so; ${busy.percent.toFixed(1)} % of CPU against ${idle.percent.toFixed(1)} % without environments`,
    }),
  ];
}
