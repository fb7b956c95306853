import autocannon from 'autocannon';
import { median, progress, row } from '../report.mjs';
import { ENTITY_BY_NAME, setFault, STATUS, waitForStates } from './portal.mjs';

const CONNECTIONS = 50;
const SECONDS = 5;
const ROUNDS = 4;
const PAIRS_A_ROUND = 2;

async function load(portal, route, seconds = SECONDS) {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: `${portal.url}${route}`,
    connections: CONNECTIONS,
    duration: seconds,
    headers: portal.headers,
  });
  if (non2xx || errors)
    throw new Error(`${route}: ${non2xx} refusals and ${errors} errors`);
  return { rate: requests.average, p99: latency.p99 };
}

/** Loads both routes by turns. @returns `{ours, theirs}` of each pair */
async function loadPairs(portal) {
  const pairs = [];
  for (let pair = 0; pair < PAIRS_A_ROUND; pair += 1) {
    // First one, then the other, then the other way round: what the machine does besides evens out.
    const routes = [STATUS, ENTITY_BY_NAME];
    if (pair % 2) routes.reverse();
    const results = {};
    for (const route of routes) {
      results[route === STATUS ? 'ours' : 'theirs'] = await load(portal, route);
    }
    pairs.push(results);
  }
  return pairs;
}

const middle = (pairs, read) => median(pairs.map(read));
const isOfThese = ({ status }) =>
  status !== 'planned' && status !== 'not-configured';

async function makeWell(portal) {
  for (const environment of portal.environments)
    await setFault(environment, null);
  await waitForStates(portal, states =>
    states.filter(isOfThese).every(({ status }) => status !== 'down'),
  );
}

async function makeHang(portal) {
  for (const environment of portal.environments)
    await setFault(environment, { kind: 'hang' });
  await waitForStates(portal, states =>
    states.filter(isOfThese).every(({ status }) => status === 'down'),
  );
}

/** `/status` under load beside an entity of the catalog, with upstreams that are well and that hang. */
export async function measureLoad(portal) {
  progress(
    `Putting load on two routes with ${CONNECTIONS} connections, while upstreams are well and while they hang.`,
  );
  await load(portal, STATUS, 3);
  await load(portal, ENTITY_BY_NAME, 3);
  const well = [];
  const hanging = [];
  // By turns too: the two are compared with each other, and the machine changes from minute to minute.
  for (let round = 0; round < ROUNDS; round += 1) {
    await makeWell(portal);
    well.push(...(await loadPairs(portal)));
    await makeHang(portal);
    hanging.push(...(await loadPairs(portal)));
  }
  const rates = pairs =>
    `${Math.round(middle(pairs, ({ ours }) => ours.rate))} against ${Math.round(middle(pairs, ({ theirs }) => theirs.rate))} requests a second`;
  const p99s = pairs =>
    `${Math.round(middle(pairs, ({ ours }) => ours.p99))} against ${Math.round(middle(pairs, ({ theirs }) => theirs.p99))} ms`;
  const how = `${CONNECTIONS} connections, median of ${ROUNDS * PAIRS_A_ROUND} interleaved pairs of ${SECONDS} s`;
  const rateOf = ({ ours, theirs }) => ours.rate / theirs.rate;
  const p99Of = ({ ours, theirs }) => ours.p99 / theirs.p99;
  return [
    row({
      name: 'Throughput of `/status` while every upstream hangs, against an entity of the catalog',
      value: middle(hanging, rateOf),
      unit: 'ratio',
      limit: 1,
      atLeast: true,
      note: `${how}; ${rates(hanging)}`,
    }),
    row({
      name: 'p99 of the same, against the entity',
      value: middle(hanging, p99Of),
      unit: 'ratio',
      limit: 1.5,
      note: p99s(hanging),
    }),
    row({
      name: 'Throughput while every upstream hangs, against upstreams that are well',
      value: middle(hanging, rateOf) / middle(well, rateOf),
      unit: 'ratio',
      limit: 0.85,
      atLeast: true,
      note: `each against the entity in its own moments; by turns with the other, so that the machine evens out; well: ${rates(well)}`,
    }),
    row({
      name: 'p99 of the same',
      value: middle(hanging, p99Of) / middle(well, p99Of),
      unit: 'ratio',
      limit: 1.25,
      note: `well: ${p99s(well)}`,
    }),
  ];
}
