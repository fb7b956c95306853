import autocannon from 'autocannon';
import { median, progress, row } from '../report.mjs';
import { ENTITY_BY_NAME, WATCHED } from './portal.mjs';

const CONNECTIONS = 50;
const SECONDS = 5;
const PAIRS = 4;

const SUMMARIES = {
  Datadog: `/api/datadog/entities${WATCHED}/summary?environment=production`,
  Bugsnag: `/api/bugsnag/entities${WATCHED}/summary`,
  Figma: `/api/figma/entities${WATCHED}/summary`,
};

async function load(portal, route, seconds = SECONDS) {
  const { requests, non2xx, errors } = await autocannon({
    url: `${portal.url}${route}`,
    connections: CONNECTIONS,
    duration: seconds,
    headers: portal.headers,
  });
  if (non2xx || errors)
    throw new Error(`${route}: ${non2xx} refusals and ${errors} errors`);
  return requests.average;
}

async function measureRoute(portal, upstream, ours) {
  progress(`Putting load on the summary of ${upstream}.`);
  const theirs = ENTITY_BY_NAME;
  await load(portal, ours, 3);
  await load(portal, theirs, 3);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    // First one, then the other, then the other way round: what the machine does besides evens out.
    const [first, second] = pair % 2 ? [theirs, ours] : [ours, theirs];
    const a = await load(portal, first);
    const b = await load(portal, second);
    pairs.push(pair % 2 ? { ours: b, theirs: a } : { ours: a, theirs: b });
  }
  const middle = side => Math.round(median(pairs.map(pair => pair[side])));
  return row({
    name: `Throughput of the warm summary of ${upstream}, against an entity of the catalog`,
    value: median(pairs.map(pair => pair.ours / pair.theirs)),
    unit: 'ratio',
    limit: 0.9,
    atLeast: true,
    note: `${CONNECTIONS} connections, median of ${PAIRS} interleaved pairs of ${SECONDS} s; ${middle('ours')} against ${middle('theirs')} requests a second`,
  });
}

/** Requests per second of the warm summaries beside those of one entity from the catalog. */
export async function measureThroughput(portal) {
  const rows = [];
  for (const [upstream, route] of Object.entries(SUMMARIES))
    rows.push(await measureRoute(portal, upstream, route));
  return rows;
}
