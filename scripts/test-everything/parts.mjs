import { runE2e } from '../e2e.mjs';
import { run } from '../processes.mjs';
import { buildBundle } from '../bundle.mjs';
import { COVERED, COVERAGE_LIMIT, readCoverage } from '../quality/coverage.mjs';
import { runReplicas } from '../replicas/main.mjs';
import { binary, inRoot } from '../repository.mjs';
import { runDeployTests } from './deploy.mjs';
import { checkImage } from './image.mjs';
import { freshFile, runJest } from './jest.mjs';
import { runNodeTests } from './nodeTests.mjs';
import { check, readPlaywrightResults, sum } from './results.mjs';

/** A part that runs one program, which says by its exit code whether the check holds. */
const program = (name, ...args) => ({
  name,
  beside: true,
  run: async () => {
    const { code, output } = await run({
      name,
      command: process.execPath,
      args,
    });
    return {
      ...check(name, code === 0, `It ended with code ${code}:\n${output}`),
      output,
    };
  },
});

// What takes a database and the built portal of its own. It shows what it does while it does it.
const runAlone = (name, script) => async () => {
  const { code, output } = await run({
    name,
    command: process.execPath,
    args: [inRoot(script)],
    echo: true,
  });
  return check(name, code === 0, `It ended with code ${code}:\n${output}`);
};

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

// What the browser tests open. It only fails here by being thrown.
async function build() {
  const seconds = await buildBundle();
  return {
    ...check('build', true),
    output: seconds ? `Built in ${seconds} s.` : 'It is up to date.',
  };
}

// The whole backend with app-config.production.yaml.
async function runInProduction() {
  await buildBundle();
  return runNodeTests('production', 'scripts/production/*.test.mjs');
}

async function checkDuplicates() {
  const { code, output } = await run({
    name: 'yarn dedupe',
    command: 'yarn',
    args: ['dedupe', '--check'],
  });
  return {
    ...check('dedupe', code === 0, `Run yarn dedupe:\n${output}`),
    output,
  };
}

/**
 * Everything that must hold, quick checks first. Each has a name and `run()`, which gives an Outcome.
 * Those with `beside` use one core and run beside each other: they show nothing until they are done,
 * and then the `output` of their outcome.
 */
export const parts = [
  program('tsc', binary('tsc')),
  program('tsc:deploy', binary('tsc'), '--project', inRoot('deploy')),
  { name: 'build', beside: true, run: build },
  program('lint:all', binary('backstage-cli'), 'repo', 'lint'),
  program('lint:scripts', binary('eslint'), '--ext=.mjs', 'scripts'),
  program('prettier:check', binary('prettier'), '--check', '.'),
  program('config:check', inRoot('scripts/config-check.mjs')),
  program(
    'config:reference',
    inRoot('scripts/config-reference.mjs'),
    '--check',
  ),
  program('knip', binary('knip'), '--no-progress', '--no-config-hints'),
  { name: 'dedupe', beside: true, run: checkDuplicates },
  program('operations:check', inRoot('scripts/operations-check.mjs')),
  program('catalog:check', inRoot('scripts/catalog-check/main.mjs')),
  program('features:check', inRoot('scripts/feature-table.mjs')),
  { name: 'deploy', run: runDeployTests },
  { name: 'backup', run: runAlone('backup', 'scripts/backup-check.mjs') },
  { name: 'production', run: runInProduction },
  { name: 'image', run: checkImage },
  { name: 'jest', run: runTests },
  {
    name: 'server',
    run: () => runNodeTests('server', 'scripts/server/*.test.mjs'),
  },
  { name: 'e2e', run: runBrowser },
  { name: 'replicas', run: runReplicas },
];
