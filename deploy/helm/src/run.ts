import { spawnSync } from 'node:child_process';
import { helmProgram } from './helm.ts';

// yarn helm <arguments>: the Helm that the tests use, for whoever has none.
const { status, error } = spawnSync(helmProgram(), process.argv.slice(2), {
  stdio: 'inherit',
});
if (error) throw error;
process.exitCode = status ?? 1;
