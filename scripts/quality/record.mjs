// The last full mutation run, as it is kept in docs/quality.md.
import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from '../repository.mjs';
import { writeSection } from '../sections.mjs';

const FILE = inRoot('docs/quality.md');
const TOTAL = 'all of them';

/** What a score must reach, in percent. */
export const MUTATION_LIMIT = 80;

const percentOf = (part, whole) =>
  whole === 0 ? 0 : Math.floor((10_000 * part) / whole) / 100;

/**
 * The mutation score: changes that a test noticed, of all that could run.
 *
 * @param mutants - Stryker's results
 */
export function score(mutants) {
  const count = (...states) =>
    mutants.filter(({ status }) => states.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  const total = killed + count('Survived', 'NoCoverage');
  return { killed, total, percent: percentOf(killed, total) };
}

/** Keeps the results of a full run in docs/quality.md. */
export async function writeMutation(results) {
  const killed = results.reduce((sum, result) => sum + result.killed, 0);
  const total = results.reduce((sum, result) => sum + result.total, 0);
  const all = [
    ...results,
    { name: TOTAL, killed, total, percent: percentOf(killed, total) },
  ];
  await writeSection({
    file: FILE,
    command: 'mutation:workflows',
    title: 'Mutation',
    introduction: [
      '# Quality of the tests',
      '',
      'How much of `plugins/github-workflows{,-backend,-common}` the tests run is measured by `yarn coverage:workflows` whenever it is asked for. How much they notice takes longer, so the last full run is kept here.',
      '',
    ].join('\n'),
    lines: [
      `StrykerJS changes one thing at a time; a change that a test notices counts as found. At least ${MUTATION_LIMIT} % must be.`,
      '',
      '| Part | Score | Found | Changes |',
      '| --- | --- | --- | --- |',
      ...all.map(
        result =>
          `| ${result.name} | ${result.percent} % | ${result.killed} | ${result.total} |`,
      ),
    ],
  });
}

/**
 * The score of the last full run, in percent.
 *
 * @returns undefined when there was none
 */
export function readMutation() {
  if (!existsSync(FILE)) return undefined;
  const found = readFileSync(FILE, 'utf8').match(
    new RegExp(`^\\| ${TOTAL} +\\| ([\\d.]+) %`, 'm'),
  );
  return found ? Number(found[1]) : undefined;
}
