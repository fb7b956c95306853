import { runE2e } from '../e2e.mjs';
import { run } from '../processes.mjs';
import { COVERED, COVERAGE_LIMIT, readCoverage } from '../quality/coverage.mjs';
import { binary, inRoot } from '../repository.mjs';
import { freshFile, runJest } from './jest.mjs';
import { check, readPlaywrightResults, sum } from './results.mjs';

/** A part that runs one program, which says by its exit code whether the check holds. */
const program = (name, ...args) => ({
  name,
  run: async () => {
    const { code, output } = await run({
      name,
      command: process.execPath,
      args,
      echo: true,
    });
    return check(name, code === 0, `It ended with code ${code}:\n${output}`);
  },
});

function checkCoverage(file) {
  const { lines, branches } = readCoverage(file);
  return sum(
    Object.entries({ lines, branches }).map(([what, percent]) => {
      process.stdout.write(`Covered ${what} of ${COVERED}: ${percent} %\n`);
      return check(
        `coverage of ${COVERED}, ${what}`,
        percent >= COVERAGE_LIMIT,
        `${percent} % of the ${what} are covered; at least ${COVERAGE_LIMIT} % must be.`,
      );
    }),
  );
}

async function runTests() {
  const { outcome, coverage } = await runJest();
  return sum([outcome, checkCoverage(coverage)]);
}

async function runBrowser() {
  const file = freshFile('playwright.json');
  await runE2e(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return readPlaywrightResults(file);
}

/** Everything that must hold, quick checks first. Each has a name and `run()`, which gives an Outcome. */
export const parts = [
  program('tsc', binary('tsc')),
  program('lint:all', binary('backstage-cli'), 'repo', 'lint'),
  program('prettier:check', binary('prettier'), '--check', '.'),
  program('knip', binary('knip'), '--no-progress', '--no-config-hints'),
  { name: 'dedupe', run: checkDuplicates },
  program('config:check', inRoot('scripts/config-check.mjs')),
  program('catalog:check', inRoot('scripts/catalog-check/main.mjs')),
  program('features:check', inRoot('scripts/feature-table.mjs')),
  { name: 'jest', run: runTests },
  { name: 'e2e', run: runBrowser },
];

async function checkDuplicates() {
  const { code, output } = await run({
    name: 'yarn dedupe',
    command: 'yarn',
    args: ['dedupe', '--check'],
    echo: true,
  });
  return check('dedupe', code === 0, `Run yarn dedupe:\n${output}`);
}
