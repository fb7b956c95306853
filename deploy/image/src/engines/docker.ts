import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { container } from '../container.ts';
import { CONFIGURATION_FOLDER, type Engine } from './engine.ts';
import { outputOf, startContainer } from './program.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Docker, which takes the base from its registry. */
export function docker(): Engine {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-image-'));
  const image = `portal-image-${randomUUID()}`;
  const call = (...args: string[]) => outputOf('docker', args);
  return {
    name: 'Docker',
    build: async () => {
      await call('build', '--quiet', '--tag', image, root);
    },
    async facts() {
      const [{ Config: config, Size }] = JSON.parse(
        await call('image', 'inspect', image),
      );
      const history = await call(
        'history',
        '--no-trunc',
        '--format={{.CreatedBy}}',
        image,
      );
      return {
        size: Size,
        env: config.Env,
        user: config.User,
        command: config.Cmd,
        workingDirectory: config.WorkingDir,
        history: history.split('\n'),
      };
    },
    async files() {
      const files = path.join(folder, 'files');
      const archive = path.join(folder, 'files.tar');
      const id = await call('create', image);
      await call('export', '--output', archive, id);
      await call('rm', id);
      await outputOf('mkdir', [files]);
      await outputOf('tar', ['-xf', archive, '-C', files, '--exclude=dev/*']);
      rmSync(archive);
      return files;
    },
    async run({ command, env, configuration }) {
      const name = `portal-${randomUUID()}`;
      process.once('exit', () => {
        outputOf('docker', ['rm', '--force', name]).catch(() => {});
      });
      return startContainer(
        'docker',
        [
          'run',
          '--rm',
          '--read-only',
          '--network=host',
          `--name=${name}`,
          `--tmpfs=${container.writableDirectory}:mode=1777`,
          ...(configuration
            ? [`--volume=${configuration}:${CONFIGURATION_FOLDER}:ro`]
            : []),
          // By its name alone: values with line breaks, and none for others to read in a list.
          ...Object.keys(env).map(each => `--env=${each}`),
          image,
          ...command,
        ],
        env,
        async () => {
          await call('kill', '--signal=TERM', name);
        },
      );
    },
    async clean() {
      await call('image', 'rm', '--force', image).catch(() => '');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
