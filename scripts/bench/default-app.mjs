import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runOrThrow } from '../processes.mjs';
import { buildBundle } from '../bundle.mjs';
import { inRoot, readManifest } from '../repository.mjs';
import { progress } from './report.mjs';

// The release of create-app that makes a Backstage 1.55 app.
const CREATE_APP = '@backstage/create-app@0.9.2';

/**
 * Makes the app that create-app makes, installs it and builds it for production. It gets our
 * pins and our lock file as a seed, so that both sides run the same versions of the framework. It
 * is kept in the directory for temporary files, and made again when the pins change.
 *
 * @returns absolute path of its repository
 */
export async function prepareDefaultApp() {
  const { resolutions: pins, packageManager } = readManifest();
  // Its packages are as they were published: what is patched is ours.
  const resolutions = Object.fromEntries(
    Object.entries(pins).filter(([, version]) => !version.startsWith('patch:')),
  );
  const key = createHash('sha256')
    .update(JSON.stringify([CREATE_APP, resolutions, packageManager]))
    .digest('hex')
    .slice(0, 12);
  const repository = path.join(tmpdir(), `portal-bench-default-app-${key}`);
  if (!existsSync(path.join(repository, 'node_modules/.yarn-state.yml'))) {
    await createApp(repository, { resolutions, packageManager });
  }
  progress('Building the default app.');
  await buildBundle(repository);
  return repository;
}

async function createApp(repository, pins) {
  progress(`Making the default app of ${CREATE_APP} (a few minutes, once).`);
  const unfinished = `${repository}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(repository, { recursive: true, force: true });
  mkdirSync(unfinished);
  await runOrThrow({
    name: 'create-app',
    command: 'npm',
    args: [
      'exec',
      '--yes',
      `--package=${CREATE_APP}`,
      '--',
      'backstage-create-app',
      '--path',
      unfinished,
      '--skip-install',
    ],
    cwd: tmpdir(),
    env: {
      BACKSTAGE_APP_NAME: 'default-app',
      // It would ask GitHub for a lock file; ours takes that place.
      NODE_OPTIONS:
        '--import=data:text/javascript,globalThis.fetch=()=>Promise.reject()',
    },
  });
  const file = path.join(unfinished, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...manifest, ...pins }, null, 2));
  for (const name of ['.yarnrc.yml', 'yarn.lock'])
    copyFileSync(inRoot(name), path.join(unfinished, name));
  writeFileSync(
    path.join(unfinished, 'app-config.bench.yaml'),
    GUEST_IN_PRODUCTION,
  );
  await runOrThrow({
    name: 'yarn install of the default app',
    command: 'yarn',
    args: ['install', '--no-immutable'],
    cwd: unfinished,
  });
  renameSync(unfinished, repository);
}

const GUEST_IN_PRODUCTION = `auth:
  providers:
    guest:
      dangerouslyAllowOutsideDevelopment: true
`;
