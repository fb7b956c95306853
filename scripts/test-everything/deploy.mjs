import { requireProgram } from '../debian.mjs';
import { runNodeTests } from './nodeTests.mjs';
import { check, sum } from './results.mjs';

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
  return sum([
    outcome,
    await runNodeTests('deploy', 'deploy/*/src/**/*.test.ts', {
      SHELLCHECK: program ?? '',
    }),
  ]);
}
