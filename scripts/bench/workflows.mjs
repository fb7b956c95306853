// yarn bench:workflows [--json] [--only=list,watchers,...]: the numbers of the GitHub Workflows
// plugin that issue 3 sets, each measured on a production build beside a simulated GitHub. With
// --only, docs/benchmarks.md stays as it is.
import { stopWithThisProcess } from '../processes.mjs';
import { buildBundle } from '../production-portal.mjs';
import { failedRow, finish, progress } from './report.mjs';
import { measureAudit } from './workflows/audit.mjs';
import { measureList } from './workflows/list.mjs';
import { measureLogMemory } from './workflows/logMemory.mjs';
import { measureParse } from './workflows/parse.mjs';
import { startBenchPortal } from './workflows/portal.mjs';
import { addWorkflows } from './workflows/repository.mjs';
import { measureThroughput } from './workflows/throughput.mjs';
import { measureVisible } from './workflows/visible.mjs';
import { measureWatchers } from './workflows/watchers.mjs';

const only = process.argv
  .filter(arg => arg.startsWith('--only='))
  .flatMap(arg => arg.slice('--only='.length).split(','));

// One after the other, in the order of the issue; each portal is fresh, so that none finds what
// another has left.
const parts = {
  list: { measure: measureList },
  watchers: { measure: measureWatchers },
  webhooks: { measure: measureVisible, webhooks: true },
  polling: { measure: measureVisible },
  parse: { measure: ({ portal }) => measureParse(portal) },
  throughput: { measure: measureThroughput },
  log: { measure: measureLogMemory },
  audit: { measure: measureAudit, startsPortals: true },
};

async function runPart(name, { measure, webhooks, startsPortals }) {
  if (startsPortals) return measure().catch(error => [failedRow(name, error)]);
  const portal = await startBenchPortal({ webhooks });
  try {
    const branch = await addWorkflows(portal.github);
    return await measure({ portal, branch, webhooks });
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
  command: 'bench:workflows',
  title: 'GitHub Workflows',
  rows,
  keep: !only.length,
});
process.exit();
