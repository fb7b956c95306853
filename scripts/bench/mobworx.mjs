// yarn bench:mobworx [--json] [--only=load,isolation,...]: the numbers of the MobWorx plugin that
// issue 4 sets, each measured on a production build beside simulated environments.
import { measureChanges } from './mobworx/changes.mjs';
import { measureIsolation } from './mobworx/isolation.mjs';
import { measureLoad } from './mobworx/load.mjs';
import { measurePollerCost } from './mobworx/pollerCost.mjs';
import { startMobworxPortal, waitForStates } from './mobworx/portal.mjs';
import { runParts } from './runParts.mjs';
import { measureSignaling } from './signaling.mjs';

await runParts({
  command: 'bench:mobworx',
  title: 'MobWorx services',
  startPortal: () => startMobworxPortal(),
  async prepare(portal) {
    // Until all have been looked at, for details too: what is first seen changes a card.
    await waitForStates(portal, states =>
      states.every(({ status }) => status !== 'stale'),
    );
    await new Promise(resolve => setTimeout(resolve, 25_000));
    return portal;
  },
  parts: {
    load: { measure: measureLoad },
    isolation: { measure: measureIsolation },
    changes: { measure: measureChanges },
    poller: { measure: measurePollerCost, startsPortals: true },
    signaling: { measure: measureSignaling, startsPortals: true },
  },
});
