// The frame of a bench:* command that is made of parts: yarn bench:<name> [--json] [--only=a,b].
// With --only, docs/benchmarks.md stays as it is.
import { stopWithThisProcess } from '../processes.mjs';
import { buildBundle } from '../bundle.mjs';
import { failedRow, finish, progress } from './report.mjs';

/**
 * Some numbers that are measured together.
 *
 * @typedef {object} Part
 * @property {(prepared: unknown) => Promise<import('./report.mjs').Row[]>} measure
 * @property {boolean} [startsPortals] - true when it starts its own, and is given none
 */

/** The names after --only=, checked. */
function chosenParts(parts) {
  const only = process.argv
    .filter(arg => arg.startsWith('--only='))
    .flatMap(arg => arg.slice('--only='.length).split(','));
  const unknown = only.filter(name => !Object.hasOwn(parts, name));
  if (unknown.length)
    throw new Error(
      `--only: there is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
    );
  return only;
}

// What one part can't measure doesn't keep the others from being measured.
async function runPart(name, part, { startPortal, prepare }) {
  if (part.startsPortals)
    return part.measure().catch(error => [failedRow(name, error)]);
  const portal = await startPortal(part);
  try {
    return await part.measure(await prepare(portal, part));
  } catch (error) {
    return [failedRow(name, error)];
  } finally {
    await portal.stop();
  }
}

/**
 * Builds the portal, measures the parts one after the other and reports their rows; then the
 * process ends. Each part has a fresh portal, so that none finds what another has left.
 *
 * @param options.command - the name of the script, such as `bench:mobworx`
 * @param options.title - of its section in docs/benchmarks.md
 * @param options.parts - Part by name, in the order of the issue
 * @param options.startPortal - starts the portal of a part; what it resolves to has `stop()`
 * @param options.prepare - what is done before, and what `measure` is given; the portal by default
 */
export async function runParts({
  command,
  title,
  parts,
  startPortal,
  prepare = portal => portal,
}) {
  const only = chosenParts(parts);
  stopWithThisProcess();
  progress('Building the portal.');
  await buildBundle();
  const rows = [];
  for (const [name, part] of Object.entries(parts))
    if (!only.length || only.includes(name))
      rows.push(...(await runPart(name, part, { startPortal, prepare })));
  await finish({ command, title, rows, keep: !only.length });
  process.exit();
}
