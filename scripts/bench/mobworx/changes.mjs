import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../browser.mjs';
import { median, progress, row } from '../report.mjs';
import { readRhythms, setFault, waitForStates } from './portal.mjs';

const CHANGES = 20;
const TIMEOUT_MS = 20_000;
const CELL = 'Details of Studio Service in Staging';

// In the page: waits until the cell says Down, or no longer, and tells when that was painted.
function seenAt({ label, isDown, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  return new Promise((resolve, reject) => {
    const look = () => {
      const cell = document.querySelector(`a[aria-label="${label}"]`);
      const text = cell?.closest('td')?.textContent ?? '';
      if (text && text.includes('Down') === isDown) resolve(Date.now());
      else if (Date.now() > deadline)
        reject(
          new Error(`the cell was never seen ${isDown ? '' : 'not '}Down`),
        );
      else requestAnimationFrame(look);
    };
    look();
  });
}

async function openMatrix(browser, portal) {
  const page = await browser.newPage();
  // The first socket of a fresh backend is refused, and Backstage's client tries again after 5 s.
  const listens = new Promise(resolve => {
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"mobworx"')) resolve();
      }),
    );
  });
  await page.goto(`${portal.url}/environments`);
  await page.getByRole('button', { name: 'Continue as guest' }).click();
  await page.getByRole('link', { name: CELL }).waitFor();
  await listens;
  return page;
}

/** How long a change of health takes into the store, and from there to an open page. */
export async function measureChanges(portal) {
  const { pollMs, timeoutMs } = readRhythms();
  progress(`Timing ${CHANGES} changes of health to an open page.`);
  const [staging] = portal.environments;
  const studioOf = states =>
    states.find(
      ({ environment, service }) =>
        environment === 'staging' && service === 'studio',
    );
  const browser = await launchBrowser();
  const page = await openMatrix(browser, portal);
  const stored = [];
  const seen = [];
  for (let count = 0; count < CHANGES; count += 1) {
    const isDown = count % 2 === 0;
    // At any moment between two looks.
    await sleep(Math.random() * pollMs);
    const changedAt = Date.now();
    // Half of the deaths are silent: those take the time limit on top.
    const fault = { kind: count % 4 === 0 ? 'hang' : 'refuse' };
    await setFault({ urls: { studio: staging.urls.studio } }, isDown && fault);
    const painted = page.evaluate(seenAt, {
      label: CELL,
      isDown,
      timeoutMs: TIMEOUT_MS,
    });
    const states = await waitForStates(
      portal,
      all => (studioOf(all).status === 'down') === isDown,
    );
    const storedAt = Date.parse(studioOf(states).since);
    stored.push(storedAt - changedAt);
    seen.push((await painted) - storedAt);
  }
  await browser.close();
  const seconds = ms => (ms / 1000).toFixed(2);
  return [
    row({
      name: 'From a change of health until it is stored, the longest',
      value: Math.max(...stored) / 1000,
      unit: 's',
      limit: (pollMs + timeoutMs) / 1000,
      note: `${CHANGES} changes, half of the failures silent; looks every ${pollMs / 1000} s, time limit ${timeoutMs / 1000} s; median ${seconds(median(stored))} s`,
    }),
    row({
      name: 'From there to an open page, the longest',
      value: Math.max(...seen) / 1000,
      unit: 's',
      limit: 1,
      note: `/environments in Chromium; median ${seconds(median(seen))} s`,
    }),
  ];
}
