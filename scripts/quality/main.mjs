// yarn coverage:workflows [--json]: runs the tests of the three packages of the family and says how
// much of their lines and branches they reach together, beside the mutation score of the last full
// run of yarn mutation:workflows. With --json, stdout has one object and nothing else.
import { stopWithThisProcess } from '../processes.mjs';
import { runJest } from '../test-everything/jest.mjs';
import { COVERAGE_LIMIT, coveredPackages, readCoverage } from './coverage.mjs';
import { MUTATION_LIMIT, readMutation } from './record.mjs';

stopWithThisProcess();
const { outcome, coverage } = await runJest({
  packages: coveredPackages(),
  inherit: 'stderr',
});
for (const { name, message } of outcome.failures)
  process.stderr.write(`\n* ${name}\n${message}\n`);
const { lines, branches, files } = readCoverage(coverage);
const mutation = readMutation() ?? 0;
for (const file of files)
  process.stderr.write(
    `${file.name}: ${file.lines} lines and ${file.branches} branches are not reached\n`,
  );
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ lines, branches, mutation })}\n`
    : `Lines ${lines} %, branches ${branches} %, mutation ${mutation} % (docs/quality.md)\n`,
);
process.exitCode =
  outcome.failures.length === 0 &&
  Math.min(lines, branches) >= COVERAGE_LIMIT &&
  mutation >= MUTATION_LIMIT
    ? 0
    : 1;
