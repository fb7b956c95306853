import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { requireChromium } from '../chromium.mjs';
import { startPostgres } from '../postgres.mjs';
import { run } from '../processes.mjs';
import { startRedis } from '../redis.mjs';
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

// On a developer's machine the tests go on without these and say so; a build server must have
// them.
async function startService(name, start) {
  try {
    return { server: await start(), outcome: check(name, true) };
  } catch (error) {
    if (process.env.CI) return { outcome: check(name, false, error.message) };
    process.stderr.write(`${error.message} The tests run without it.\n`);
    return { outcome: sum([]) };
  }
}

/**
 * Runs the tests of the packages with their coverage, on SQLite and PostgreSQL, with caches in
 * memory and in Redis.
 *
 * @param options.packages - names of packages; all when left out
 * @param options.inherit - as for startProcess
 * @returns `outcome`, and `coverage`: the file with Jest's json-summary
 */
export async function runJest({ packages = [], inherit = true } = {}) {
  const file = freshFile('jest.json');
  const coverage = freshFile('coverage-summary.json');
  const database = await startService('PostgreSQL', startPostgres);
  const cache = await startService('Redis', startRedis);
  const args = [
    ...[
      binary('backstage-cli'),
      'repo',
      'test',
      '--watch=false',
      '--maxWorkers=2',
    ],
    ...['--config', inRoot('scripts/test-everything/jestConfig.mjs')],
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
        // Backstage's names for the connections; any version of PostgreSQL and Redis serves.
        BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
          database.server?.connectionString ?? '',
        BACKSTAGE_TEST_CACHE_REDIS7_CONNECTION_STRING: cache.server?.url ?? '',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        // The audits of the Lighthouse plugin are real ones.
        CHROME_PATH: await requireChromium(),
        DEBUG_PRINT_LIMIT: '0',
      },
      inherit,
    });
  } finally {
    await Promise.all([database.server?.stop(), cache.server?.stop()]);
  }
  return {
    outcome: sum([database.outcome, cache.outcome, readJestResults(file)]),
    coverage,
  };
}
