import { existsSync, readFileSync } from 'node:fs';
import { run } from '../processes.mjs';
import { inRoot } from '../repository.mjs';
import { freshFile } from './jest.mjs';
import { check, sum } from './results.mjs';

/**
 * Runs tests of Node's own test runner, which takes TypeScript as it is. A skipped test counts as a
 * failure.
 *
 * @param name - of the part
 * @param pattern - which files, from the root of the repository
 * @param env - variables on top of our own
 * @returns an Outcome
 */
export async function runNodeTests(name, pattern, env) {
  const file = freshFile(`${name}.jsonl`);
  const { code } = await run({
    name: `node --test ${pattern}`,
    command: process.execPath,
    args: [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${inRoot('scripts/test-everything/outcomeReporter.mjs')}`,
      `--test-reporter-destination=${file}`,
      pattern,
    ],
    env,
    inherit: true,
  });
  const tests = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
    : [];
  const outcome = sum(
    tests.map(test => check(test.title, test.passed, test.message)),
  );
  // A file that can't be loaded ends the run without a test that failed.
  const unexplained = (code !== 0) !== outcome.failures.length > 0;
  return sum([
    outcome,
    ...(tests.length === 0 || unexplained
      ? [check(name, false, `It ended with code ${code}; see above.`)]
      : []),
  ]);
}
