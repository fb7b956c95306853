// yarn test:replicas: two replicas of the production build behind a real load balancer, with real
// PostgreSQL and Redis. Parts go away under load: nothing may be lost, nothing doubled.
import { signIn } from './session.mjs';
import { check, sum } from '../test-everything/results.mjs';
import { bothServe, pathsOfLoad } from './balance.mjs';
import { databaseAway } from './databaseAway.mjs';
import { makePeople } from './dispatcher.mjs';
import { killOne } from './killOne.mjs';
import { requireOnce } from './ledger.mjs';
import { startReplicatedPortal } from './portal.mjs';
import { redisAway } from './redisAway.mjs';
import { rollingRestart } from './rollingRestart.mjs';
import { webhookReachesOther } from './webhook.mjs';

async function nothingLost({ portal, people }) {
  await people.settle();
  const { token } = await signIn(portal.url, 'robin-hale');
  const count = await requireOnce({ ...portal, ...people, token });
  return `${count} runs, each once on GitHub and in the audit`;
}

// What the portal can't know of a form it gives up two minutes after; the checks that lose answers
// come first, so that the others fill that time.
const CHECKS = [
  ['one replica is killed under load', killOne],
  ['the database is away for 30 s', databaseAway],
  ['a webhook of one replica reaches the other', webhookReachesOther],
  ['Redis is away', redisAway],
  ['rolling restart under 100 requests/s', rollingRestart],
  ['nothing lost, nothing doubled', nothingLost],
];

async function prepare(portal) {
  const people = await makePeople(portal);
  const { token } = people.people[0].session;
  const context = {
    portal,
    people,
    headers: { Authorization: `Bearer ${token}` },
    paths: await pathsOfLoad(portal.url),
  };
  await bothServe(portal);
  return context;
}

/**
 * Starts everything, runs the checks one after another, stops everything.
 *
 * @returns an Outcome
 * @throws Error with a sentence when it can't be started
 */
export async function runReplicas() {
  const say = line => process.stdout.write(`${line}\n`);
  const portal = await startReplicatedPortal();
  try {
    const times = await portal.start();
    say(`The replicas were ready after ${times.join(' and ')} ms.`);
    const context = await prepare(portal);
    const outcomes = [];
    for (const [name, run] of CHECKS) {
      const started = Date.now();
      try {
        say(`✔ ${name}: ${await run(context)}`);
        outcomes.push(check(name, true));
      } catch (error) {
        say(`✖ ${name}: ${error.message}`);
        outcomes.push(check(name, false, error.message));
      }
      say(`  ${Math.round((Date.now() - started) / 1_000)} s`);
    }
    return sum(outcomes);
  } finally {
    await portal.stop();
  }
}
