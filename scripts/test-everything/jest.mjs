import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { requireChromium } from '../chromium.mjs';
import { startPostgres } from '../postgres.mjs';
import { run } from '../processes.mjs';
import { binary, inRoot } from '../repository.mjs';
import { check, readJestResults, sum } from './results.mjs';

/** Path of a file for results; what an earlier run left there is gone. */
export function freshFile(name) {
  const folder = inRoot('.data/test-results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
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
    process.stderr.write(`${error.message} The tests run on SQLite alone.\n`);
    return { outcome: sum([]) };
  }
}

/**
 * Runs the tests of the packages with their coverage, on SQLite and PostgreSQL.
 *
 * @param options.packages - names of packages; all when left out
 * @param options.inherit - as for startProcess
 * @returns `outcome`, and `coverage`: the file with Jest's json-summary
 */
export async function runJest({ packages = [], inherit = true } = {}) {
  const file = freshFile('jest.json');
  const coverage = freshFile('coverage-summary.json');
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
      `--coverageDirectory=${path.dirname(coverage)}`,
      '--coverageReporters=json-summary',
      '--coverageReporters=lcov',
    ],
    ...(packages.length ? ['--selectProjects', ...packages] : []),
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
        // The audits of the Lighthouse plugin are real ones.
        CHROME_PATH: await requireChromium(),
        DEBUG_PRINT_LIMIT: '0',
      },
      inherit,
    });
  } finally {
    await database.server?.stop();
  }
  return {
    outcome: sum([database.outcome, readJestResults(file)]),
    coverage,
  };
}
