import { requireProgram } from '../debian.mjs';
import { runNodeTests } from './nodeTests.mjs';
import { check, sum } from './results.mjs';

// On 2 cores with nothing else to do; docs/quality.md has what it took. A time is never a test: a busy
// machine would fail it.
const LIMIT_SECONDS = 90;

/**
 * Runs the tests of what deploys the portal. ShellCheck looks at the scripts where there is one; a
 * build server must have it.
 *
 * @returns an Outcome
 */
export async function runDeployTests() {
  const { program, outcome } = await requireProgram({
    name: 'ShellCheck',
    programs: ['shellcheck'],
    debianPackage: 'shellcheck',
  }).then(
    found => ({ program: found, outcome: check('ShellCheck', true) }),
    error => {
      if (process.env.CI)
        return { outcome: check('ShellCheck', false, error.message) };
      process.stderr.write(`${error.message} The tests run without it.\n`);
      return { outcome: sum([]) };
    },
  );
  const started = Date.now();
  const tests = await runNodeTests('deploy', 'deploy/*/src/**/*.test.ts', {
    SHELLCHECK: program ?? '',
  });
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `The tests of what deploys the portal took ${seconds} s; they may take ${LIMIT_SECONDS} on a machine with nothing else to do.\n`,
  );
  return sum([outcome, tests]);
}
