// yarn config:check: every stack of configuration files, as the backend and as the browser sees it.
// Environment variables may be missing (a laptop has no production secrets), keys may not.
import { existsSync } from 'node:fs';
import { run, stopWithThisProcess } from './processes.mjs';
import { binary, inRoot } from './repository.mjs';

// A variable that is missing gets a placeholder, which is no number: these are given. Which of its forms
// the connection to the database has hangs on POSTGRES_AUTH.
const numbers = { POSTGRES_PORT: '5432', AUDIT_RETENTION_DAYS: '400' };
const STACKS = [
  { files: ['app-config.yaml'] },
  { files: ['app-config.yaml', 'app-config.simulated.yaml'] },
  {
    files: ['app-config.yaml', 'app-config.production.yaml'],
    env: { POSTGRES_AUTH: 'default', ...numbers },
  },
  {
    files: ['app-config.yaml', 'app-config.production.yaml'],
    env: { POSTGRES_AUTH: 'rds', ...numbers },
  },
  // compose.yaml's.
  {
    files: [
      'app-config.yaml',
      'app-config.production.yaml',
      'app-config.simulated.yaml',
      'deploy/compose/app-config.compose.yaml',
    ],
    env: { POSTGRES_AUTH: 'default', ...numbers },
  },
];

stopWithThisProcess();
const stacks = STACKS.filter(({ files }) =>
  files.every(file => existsSync(inRoot(file))),
);
let failed = false;
for (const { files, env } of stacks) {
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
      env: { BACKSTAGE_ENV: '', ...env },
    });
    const variant = env ? ` (POSTGRES_AUTH=${env.POSTGRES_AUTH})` : '';
    const label = `${files.join(' + ')}${variant}${side.length ? ' (browser)' : ''}`;
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${label}\n`);
    if (code !== 0) process.stdout.write(`${output}\n`);
    failed ||= code !== 0;
  }
}
process.exitCode = failed ? 1 : 0;
