import { bothServe, CHANNEL } from './balance.mjs';
import { requireNone, underLoad } from './load.mjs';
import { listen } from './streams.mjs';
import { until } from './until.mjs';

const PAGES = 4;

const allListen = streams => () => streams.every(stream => stream.isOpen());

async function everyPageHears(streams) {
  await until('every page listens again', allListen(streams));
  const heard = streams.map(({ messages }) => messages.length);
  await until('every page is told of changes again', () =>
    streams.every(({ messages }, index) => messages.length > heard[index]),
  );
}

/** One replica dies at once, under load, while people run workflows and watch. */
export async function killOne({ portal, people, paths, headers }) {
  const { url, replicas } = portal;
  const [victim] = replicas;
  // The first of them is in the next check: two runs of one person whose answers were lost could not
  // be told apart.
  const [first, ...workers] = people.people;
  const { token } = first.session;
  const streams = Array.from({ length: PAGES }, () =>
    listen({ url, token, channel: CHANNEL }),
  );
  const started = () =>
    [...people.forms.values()].filter(({ runId }) => runId).length;
  let since;
  const dieAndGoOn = async () => {
    await until('people run workflows', () => started() >= 8);
    since = Date.now();
    await victim.end('SIGKILL');
    const atDeath = started();
    await until(
      'people run workflows without it',
      () => started() >= atDeath + 8,
    );
    await everyPageHears(streams);
  };
  try {
    await until('every page listens', allListen(streams));
    const asked = await underLoad({ url, paths, headers, perSecond: 30 }, () =>
      people.whileTheyWork(workers, dieAndGoOn),
    );
    requireNone(asked, since);
    const lost = [...people.forms.values()].filter(({ whys }) =>
      whys.some(why => why !== 'started'),
    );
    return `${people.forms.size} runs asked for, ${lost.length} answers lost; ${asked.sent} reads, none failed`;
  } finally {
    streams.forEach(stream => stream.stop());
    await victim.startUnlessRunning();
    await bothServe(portal);
  }
}
