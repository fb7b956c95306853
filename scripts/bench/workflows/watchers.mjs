import { setTimeout as sleep } from 'node:timers/promises';
import { progress, row } from '../report.mjs';
import { ENTITY, nextChange, startChain } from './repository.mjs';

const WATCH_MS = 60_000;
const CHANGE_EVERY_MS = 10_000;
// As plugins/github-workflows/src/hooks: the channel, and how often a page asks while a run goes on.
const CHANNEL = 'github-workflows';
const REFETCH_MS = 5_000;
const BROWSERS = 100;

/**
 * Does what an open page of a run does: listens on the websocket, reads the run through the
 * authorized route when told of a change, and every few seconds.
 */
async function openPage(portal, runId) {
  let reads = 0;
  let reading;
  const read = () => {
    // As the page's query cache: one request at a time.
    reading ??= portal
      .get(`${ENTITY}/runs/${runId}`)
      .then(() => {
        reads += 1;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const socket = new WebSocket(
    `${portal.url.replace('http', 'ws')}/api/signals`,
    [portal.token],
  );
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('The websocket did not open'));
  });
  socket.send(JSON.stringify({ action: 'subscribe', channel: CHANNEL }));
  let signals = 0;
  socket.onmessage = ({ data }) => {
    const { channel, message } = JSON.parse(data);
    if (channel === CHANNEL && message.runId === runId) {
      signals += 1;
      read();
    }
  };
  await read();
  const timer = setInterval(read, REFETCH_MS);
  return {
    counts: () => ({ reads, signals }),
    async close() {
      clearInterval(timer);
      socket.onmessage = null;
      socket.close();
      await reading;
    },
  };
}

// The first request for an upgrade only makes the signals backend listen; Backstage leaves it open.
async function wakeSignals(portal) {
  const socket = new WebSocket(
    `${portal.url.replace('http', 'ws')}/api/signals`,
    [portal.token],
  );
  await Promise.race([
    new Promise(resolve => {
      socket.onopen = resolve;
    }),
    sleep(2_000),
  ]);
  socket.close();
}

// Just after the start the portal reads the lists of all repositories, a few at a time.
async function untilListsAreRead(github) {
  let before = -1;
  for (;;) {
    const { length } = await github.asked();
    if (length === before) return;
    before = length;
    await sleep(15_000);
  }
}

async function callsFor(browsers, { portal, branch }) {
  const { github } = portal;
  const runId = await startChain(github, branch);
  await nextChange(github, runId);
  const pages = await Promise.all(
    Array.from({ length: browsers }, () => openPage(portal, runId)),
  );
  await sleep(2_000);
  const before = (await github.asked()).length;
  const end = Date.now() + WATCH_MS;
  let changes = 0;
  while (Date.now() + CHANGE_EVERY_MS <= end) {
    await sleep(CHANGE_EVERY_MS / 2);
    await nextChange(github, runId);
    changes += 1;
    await sleep(CHANGE_EVERY_MS / 2);
  }
  await sleep(Math.max(0, end - Date.now()));
  const asked = (await github.asked()).slice(before);
  const calls = asked.filter(({ path }) => path.includes(`/runs/${runId}`));
  const counts = pages.map(page => page.counts());
  await Promise.all(pages.map(page => page.close()));
  await github.control('clock/advance', { ms: 600_000 });
  const others = asked.length - calls.length;
  return { calls: calls.length, others, changes, ...counts[0] };
}

/** What a run that is under way costs at GitHub in a minute, for one browser and for a hundred. */
export async function measureWatchers(bench) {
  await wakeSignals(bench.portal);
  await untilListsAreRead(bench.portal.github);
  progress('Watching a run for a minute with one browser.');
  const one = await callsFor(1, bench);
  progress(`Watching a run for a minute with ${BROWSERS} browsers.`);
  const many = await callsFor(BROWSERS, bench);
  const how = ({ changes, others, reads, signals }) =>
    `${changes} changes; each of them was told ${signals} times and read ${reads} times; besides, ${others} calls keep the lists of all repositories up to date, whoever looks`;
  return [
    row({
      name: `Calls to GitHub in 60 s while ${BROWSERS} browsers watch a run`,
      value: many.calls,
      unit: 'calls',
      limit: 15,
      note: `the browsers are clients that speak the page's protocol: websocket and authorized reads; ${how(many)}`,
    }),
    row({
      name: 'The same with one browser',
      value: one.calls,
      unit: 'calls',
      limit: 15,
      note: how(one),
    }),
    row({
      name: `More calls for ${BROWSERS} browsers than for one`,
      value: many.calls - one.calls,
      unit: 'calls',
      limit: 2,
      note: 'a look at GitHub that falls on the edge of the minute is two calls',
    }),
  ];
}
