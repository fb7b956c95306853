// yarn config:check: every stack of configuration files, as the backend and as the browser sees it.
// Environment variables may be missing (a laptop has no production secrets), keys may not.
import { existsSync } from 'node:fs';
import { run, stopWithThisProcess } from './processes.mjs';
import { binary, inRoot } from './repository.mjs';

const STACKS = [
  ['app-config.yaml'],
  ['app-config.yaml', 'app-config.simulated.yaml'],
  ['app-config.yaml', 'app-config.production.yaml'],
];

stopWithThisProcess();
const stacks = STACKS.filter(files =>
  files.every(file => existsSync(inRoot(file))),
);
let failed = false;
for (const files of stacks) {
  for (const side of [[], ['--frontend']]) {
    const { code, output } = await run({
      name: 'config:check',
      command: process.execPath,
      args: [
        binary('backstage-cli'),
        'config:check',
        '--strict',
        '--lax',
        ...side,
        ...files.flatMap(file => ['--config', inRoot(file)]),
      ],
      env: { BACKSTAGE_ENV: '' },
    });
    const label = `${files.join(' + ')}${side.length ? ' (browser)' : ''}`;
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${label}\n`);
    if (code !== 0) process.stdout.write(`${output}\n`);
    failed ||= code !== 0;
  }
}
process.exitCode = failed ? 1 : 0;
