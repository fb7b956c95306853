import { setTimeout as sleep } from 'node:timers/promises';
import { progress, row } from '../report.mjs';
import { WATCHED } from './portal.mjs';

const VIEWERS = 100;
const WATCH_MS = 60_000;

/** What the tabs of an entity read, as plugins/datadog and plugins/figma do. */
const DATADOG = [
  'summary',
  'monitors',
  'slos',
  'signals',
  'incidents',
  'events',
  'dependencies',
]
  .map(part => `${part}?environment=production`)
  .concat('dashboards')
  .map(part => `/api/datadog/entities${WATCHED}/${part}`);
const FIGMA = [
  'summary',
  'frames',
  'sections',
  'comments',
  'versions',
  'components',
  'dev-resources',
].map(part => `/api/figma/entities${WATCHED}/${part}`);

const openTab = (portal, routes) =>
  Promise.all(routes.map(route => portal.get(route)));

/**
 * A hundred people open the tab and open it again half a minute later, each at a moment of their
 * own.
 *
 * @returns how many answers they got
 */
async function watch(portal, routes) {
  const half = WATCH_MS / 2;
  let answers = 0;
  const view = async moment => {
    await sleep(moment);
    answers += (await openTab(portal, routes)).length;
    await sleep(half);
    answers += (await openTab(portal, routes)).length;
  };
  const end = sleep(WATCH_MS);
  await Promise.all(
    Array.from({ length: VIEWERS }, (_, index) =>
      view((index / VIEWERS) * half),
    ),
  );
  await end;
  return answers;
}

/** What a hundred viewers of an entity cost Datadog and Figma in a minute. */
export async function measureViewers(portal) {
  const { datadog, figma } = portal;
  // The portal looks at its keys when it starts.
  await sleep(5_000);
  progress(`Opening what Datadog knows of an entity in ${VIEWERS} browsers.`);
  const asked = (await datadog.requests()).length;
  const answers = await watch(portal, DATADOG);
  const toDatadog = (await datadog.requests()).slice(asked);

  progress(`The same with its design in Figma.`);
  const [{ frames }] = await Promise.all([
    portal.get(FIGMA[1]),
    openTab(portal, FIGMA),
  ]);
  await untilQuiet(figma);
  const images = frames.flatMap(({ image }) =>
    image ? [`/api/figma${image}`] : [],
  );
  if (images.length === 0) throw new Error('the gallery has no picture');
  const filled = (await figma.requests()).length;
  const pictures = await watch(portal, [...FIGMA, ...images]);
  const toFigma = (await figma.requests()).slice(filled);
  return [
    row({
      name: `Calls to Datadog in 60 s while ${VIEWERS} viewers look at an entity`,
      value: toDatadog.length,
      unit: 'calls',
      limit: 10,
      note: `each opens the tab twice, with an empty cache at first; ${answers} answers: ${pathsOf(toDatadog)}`,
    }),
    row({
      name: `Calls to Figma in 60 s while ${VIEWERS} viewers look at an entity, after the first fill`,
      value: toFigma.length,
      unit: 'calls',
      limit: 0,
      note: `each opens the tab twice with its ${images.length} pictures; ${pictures} answers`,
    }),
  ];
}

/** What was fetched in the background is stored when nothing is asked any more. */
async function untilQuiet(upstream) {
  let before = -1;
  for (;;) {
    const { length } = await upstream.requests();
    if (length === before) return;
    before = length;
    await sleep(2_000);
  }
}

const pathsOf = requests =>
  requests.map(({ path }) => path.split('?')[0]).join(', ');
