import { launchBrowser } from '../browser.mjs';
import { median, p95, progress, row } from '../report.mjs';
import { ENTITY_PAGE, nextChange, startChain } from './repository.mjs';

const CHANGES = 24;
const TIMEOUT_MS = 20_000;
// As plugins/github-workflows-common/src/signals.ts.
const CHANNEL = 'github-workflows';
const LABELS = { in_progress: 'In progress', success: 'Success' };

/** Resolves when a page listens to the portal's signals: the first websocket of a fresh backend fails. */
function listening(page) {
  return new Promise(resolve => {
    page.on('websocket', socket =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes(CHANNEL)) resolve();
      }),
    );
  });
}

async function openRun(browser, portal, runId) {
  const page = await browser.newPage();
  const listens = listening(page);
  await page.goto(`${portal.url}${ENTITY_PAGE}/workflows/runs/${runId}`);
  await page.getByRole('button', { name: 'Continue as guest' }).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await listens;
  return page;
}

// In the page: waits until an entry for the job says so, and tells when that was painted.
function seenAt({ name, label, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  return new Promise((resolve, reject) => {
    const look = () => {
      const entries = [...document.querySelectorAll('li, tr')].map(
        entry => entry.textContent,
      );
      if (
        entries.some(
          text =>
            text.length < 300 && text.includes(name) && text.includes(label),
        )
      )
        resolve(Date.now());
      else if (Date.now() > deadline)
        reject(new Error(`${name} was never seen as ${label}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * How long a change at GitHub takes to an open page.
 *
 * @param bench.webhooks - whether GitHub tells the portal of it
 */
export async function measureVisible({ portal, branch, webhooks }) {
  progress(
    `Timing ${CHANGES} changes to an open page, ${webhooks ? 'with' : 'without'} webhooks.`,
  );
  const { github } = portal;
  const runId = await startChain(github, branch);
  const browser = await launchBrowser();
  const page = await openRun(browser, portal, runId);
  const times = [];
  for (let count = 0; count < CHANGES; count += 1) {
    // At any moment of a round of asking, not always at its start.
    await page.waitForTimeout(Math.random() * 4_000);
    const { name, status, conclusion, at } = await nextChange(github, runId);
    const label = LABELS[conclusion ?? status];
    times.push(
      (await page.evaluate(seenAt, { name, label, timeoutMs: TIMEOUT_MS })) -
        at,
    );
  }
  await browser.close();
  await github.control('clock/advance', { ms: 600_000 });
  return [
    row({
      name: `From a change at GitHub to an open page, p95, ${webhooks ? 'with' : 'without'} webhooks`,
      value: p95(times) / 1000,
      unit: 's',
      limit: webhooks ? 1 : 4,
      note: `${CHANGES} changes of jobs in Chromium; median ${(median(times) / 1000).toFixed(2)} s, longest ${(Math.max(...times) / 1000).toFixed(2)} s`,
    }),
  ];
}
