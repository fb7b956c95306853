import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runE2e } from '../e2e.mjs';
import { startPostgres } from '../postgres.mjs';
import { run } from '../processes.mjs';
import { binary, inRoot } from '../repository.mjs';
import {
  check,
  readJestResults,
  readLineCoverage,
  readPlaywrightResults,
  sum,
} from './results.mjs';

const RESULTS = inRoot('.data/test-results');
const COVERED = { prefix: 'plugins/github-workflows', percent: 90 };

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

function freshFile(name) {
  mkdirSync(RESULTS, { recursive: true });
  const file = path.join(RESULTS, name);
  rmSync(file, { force: true });
  return file;
}

// On a developer's machine the tests go on without PostgreSQL and say so; a build server must have it.
async function startDatabase() {
  try {
    return {
      server: await startPostgres(),
      outcome: check('PostgreSQL', true),
    };
  } catch (error) {
    if (process.env.CI)
      return { outcome: check('PostgreSQL', false, error.message) };
    process.stdout.write(`${error.message} The tests run on SQLite alone.\n`);
    return { outcome: sum([]) };
  }
}

function checkCoverage(file) {
  const packages = readdirSync(inRoot('plugins'))
    .map(name => `plugins/${name}`)
    .filter(name => name.startsWith(COVERED.prefix));
  return sum(
    packages.map(name => {
      const percent = readLineCoverage(file, name);
      process.stdout.write(`Lines covered in ${name}: ${percent} %\n`);
      return check(
        `coverage of ${name}`,
        percent >= COVERED.percent,
        `${percent} % of its lines are covered; at least ${COVERED.percent} % must be.`,
      );
    }),
  );
}

async function runJest() {
  const file = freshFile('jest.json');
  const summary = inRoot('coverage/coverage-summary.json');
  rmSync(summary, { force: true });
  const database = await startDatabase();
  const args = [
    ...[
      binary('backstage-cli'),
      'repo',
      'test',
      '--watch=false',
      '--maxWorkers=2',
    ],
    ...['--json', `--outputFile=${file}`],
    ...[
      '--coverage',
      '--coverageReporters=json-summary',
      '--coverageReporters=lcov',
    ],
  ];
  try {
    await run({
      name: 'Jest',
      command: process.execPath,
      args,
      env: {
        // Backstage's name for the connection; any version of PostgreSQL serves.
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
          database.server?.connectionString ?? '',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        DEBUG_PRINT_LIMIT: '0',
      },
      inherit: true,
    });
  } finally {
    await database.server?.stop();
  }
  return sum([database.outcome, readJestResults(file), checkCoverage(summary)]);
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
  { name: 'jest', run: runJest },
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
