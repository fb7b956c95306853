import { setTimeout as sleep } from 'node:timers/promises';
import { median, progress, row } from '../report.mjs';
import { waitForStates } from './portal.mjs';

const WATCH_MS = 40_000;
const EVERY_MS = 500;

const ofProduction = states =>
  states.filter(({ environment }) => environment === 'production');

/** What of a card a person would call another one. */
const cardOf = ({ service, status, since, deployment, problem }) =>
  JSON.stringify({ service, status, since, deployment, problem });

/** Watches production: its cards, and how long its services take to answer. */
async function watch(portal) {
  const until = Date.now() + WATCH_MS;
  const cards = new Set();
  const latencies = new Map();
  while (Date.now() < until) {
    for (const state of ofProduction(await portal.states())) {
      cards.add(cardOf(state));
      latencies.set(
        `${state.service} ${state.checkedAt}`,
        state.latencyMs?.last,
      );
    }
    await sleep(EVERY_MS);
  }
  return { cards, latencies: [...latencies.values()] };
}

/** What the death of one environment does to the other. */
export async function measureIsolation(portal) {
  progress(
    `Watching production for ${WATCH_MS / 1000} s beside a staging that is well.`,
  );
  const [staging] = portal.environments;
  const before = await watch(portal);
  await staging.kill();
  await waitForStates(portal, states =>
    states
      .filter(({ environment }) => environment === 'staging')
      .every(({ status }) => status === 'down'),
  );
  progress('The same beside a staging that is dead.');
  const after = await watch(portal);
  await staging.revive();
  const others = [...after.cards].filter(card => !before.cards.has(card));
  const [was, is] = [before, after].map(({ latencies }) => median(latencies));
  return [
    row({
      name: 'Cards of production that change while staging is dead',
      value: others.length,
      unit: 'cards',
      limit: 0,
      note: `of 4, watched for ${WATCH_MS / 1000} s`,
    }),
    row({
      name: 'More latency of the looks at production meanwhile',
      value: is - was,
      unit: 'ms',
      limit: 5,
      note: `medians of ${before.latencies.length} and ${after.latencies.length} looks: ${was} and ${is} ms`,
    }),
  ];
}
