import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../repository.mjs';

/** The family whose packages are measured together, as their folders begin. */
export const COVERED = 'plugins/github-workflows';

/** What lines and branches must reach, in percent. */
export const COVERAGE_LIMIT = 95;

const FOLDERS = readdirSync(inRoot('plugins'))
  .map(name => `plugins/${name}`)
  .filter(name => name.startsWith(COVERED));
const NOT_COUNTED = /testHelpers|__testUtils__|setupTests|\.test\./;

/** Names of the packages of the family. */
export const coveredPackages = () =>
  FOLDERS.map(
    folder =>
      JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')).name,
  );

const percentOf = ({ covered, total }) =>
  total === 0 ? 0 : Math.floor((10_000 * covered) / total) / 100;

/**
 * Coverage of the family's packages together. Test helpers are not counted.
 *
 * @param file - Jest's json-summary
 * @returns `lines` and `branches` in percent with two places, and `files`: those that lack
 *   something, worst first, with the number of lines and branches that no test reaches
 */
export function readCoverage(file) {
  const summary = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  const sums = {
    lines: { covered: 0, total: 0 },
    branches: { covered: 0, total: 0 },
  };
  const files = [];
  for (const [source, counts] of Object.entries(summary)) {
    const name = path.relative(root, source);
    if (!FOLDERS.some(folder => name.startsWith(`${folder}/src/`))) continue;
    if (NOT_COUNTED.test(name)) continue;
    const missing = {};
    for (const [what, sum] of Object.entries(sums)) {
      sum.covered += counts[what].covered;
      sum.total += counts[what].total;
      missing[what] = counts[what].total - counts[what].covered;
    }
    if (missing.lines + missing.branches > 0) files.push({ name, ...missing });
  }
  return {
    lines: percentOf(sums.lines),
    branches: percentOf(sums.branches),
    files: files.sort((a, b) => b.lines + b.branches - a.lines - a.branches),
  };
}
