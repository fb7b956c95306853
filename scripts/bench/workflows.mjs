// yarn bench:workflows [--json] [--only=list,watchers,...]: the numbers of the GitHub Workflows
// plugin that issue 3 sets, each measured on a production build beside a simulated GitHub.
import { runParts } from './runParts.mjs';
import { measureAudit } from './workflows/audit.mjs';
import { measureList } from './workflows/list.mjs';
import { measureLogMemory } from './workflows/logMemory.mjs';
import { measureParse } from './workflows/parse.mjs';
import { startBenchPortal } from './workflows/portal.mjs';
import { addWorkflows } from './workflows/repository.mjs';
import { measureThroughput } from './workflows/throughput.mjs';
import { measureVisible } from './workflows/visible.mjs';
import { measureWatchers } from './workflows/watchers.mjs';

await runParts({
  command: 'bench:workflows',
  title: 'GitHub Workflows',
  startPortal: ({ webhooks }) => startBenchPortal({ webhooks }),
  prepare: async (portal, { webhooks }) => ({
    portal,
    branch: await addWorkflows(portal.github),
    webhooks,
  }),
  parts: {
    list: { measure: measureList },
    watchers: { measure: measureWatchers },
    webhooks: { measure: measureVisible, webhooks: true },
    polling: { measure: measureVisible },
    parse: { measure: ({ portal }) => measureParse(portal) },
    throughput: { measure: measureThroughput },
    log: { measure: measureLogMemory },
    audit: { measure: measureAudit, startsPortals: true },
  },
});
