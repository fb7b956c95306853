// yarn bench:mobworx [--json] [--only=load,isolation,...]: the numbers of the MobWorx plugin that
// issue 4 sets, each measured on a production build beside simulated environments. With --only,
// docs/benchmarks.md stays as it is.
import { stopWithThisProcess } from '../processes.mjs';
import { buildBundle } from '../production-portal.mjs';
import { measureChanges } from './mobworx/changes.mjs';
import { measureIsolation } from './mobworx/isolation.mjs';
import { measureLoad } from './mobworx/load.mjs';
import { measurePollerCost } from './mobworx/pollerCost.mjs';
import { startMobworxPortal, waitForStates } from './mobworx/portal.mjs';
import { failedRow, finish, progress } from './report.mjs';
import { measureSignaling } from './signaling.mjs';

const only = process.argv
  .filter(arg => arg.startsWith('--only='))
  .flatMap(arg => arg.slice('--only='.length).split(','));

// One after the other, in the order of the issue; each portal is fresh, so that none finds what
// another has left.
const parts = {
  load: { measure: measureLoad },
  isolation: { measure: measureIsolation },
  changes: { measure: measureChanges },
  poller: { measure: measurePollerCost, startsPortals: true },
  signaling: { measure: measureSignaling, startsPortals: true },
};

async function runPart(name, { measure, startsPortals }) {
  if (startsPortals) return measure().catch(error => [failedRow(name, error)]);
  const portal = await startMobworxPortal();
  try {
    // Until all have been looked at, for details too: what is first seen changes a card.
    await waitForStates(portal, states =>
      states.every(({ status }) => status !== 'stale'),
    );
    await new Promise(resolve => setTimeout(resolve, 25_000));
    return await measure(portal);
  } catch (error) {
    return [failedRow(name, error)];
  } finally {
    await portal.stop();
  }
}

stopWithThisProcess();
progress('Building the portal.');
await buildBundle();
const rows = [];
for (const [name, part] of Object.entries(parts))
  if (!only.length || only.includes(name))
    rows.push(...(await runPart(name, part)));
await finish({
  command: 'bench:mobworx',
  title: 'MobWorx services',
  rows,
  keep: !only.length,
});
process.exit();
