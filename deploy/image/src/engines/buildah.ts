import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { container } from '../container.ts';
import { writeBaseContext } from './baseImage.ts';
import {
  CONFIGURATION_FOLDER,
  type Engine,
  type RunOptions,
} from './engine.ts';
import { outputOf, startContainer } from './program.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const BASE = 'localhost/portal-base';
const IMAGE = 'localhost/portal';
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';
// Where packages come from on this machine (see `portal`).
const OF_THE_REGISTRY = [
  'YARN_NPM_REGISTRY_SERVER',
  'YARN_UNSAFE_HTTP_WHITELIST',
  'YARN_HTTPS_PROXY',
];
const MARK = 'PORTAL_CONTAINER';

// The processes of a container share the processes of this machine, so that its own variable tells.
function processOf(mark: string): number | undefined {
  const wanted = `${MARK}=${mark}`;
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .find(pid => {
      try {
        const [program] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(
          '\0',
        );
        const env = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return path.basename(program) === 'node' && env.includes(wanted);
      } catch {
        return false;
      }
    });
}

/**
 * Buildah with chroot isolation: builds and runs images as root where there is no Docker, and without a
 * registry of images. Its storage is a folder of its own, which is removed with everything in it.
 */
export function buildah(
  folder = mkdtempSync(path.join(tmpdir(), 'portal-image-')),
): Engine {
  const storage = [
    `--root=${path.join(folder, 'storage')}`,
    `--runroot=${path.join(folder, 'run')}`,
  ];
  const env = { STORAGE_DRIVER: 'overlay', BUILDAH_ISOLATION: 'chroot' };
  const call = (...args: string[]) =>
    outputOf('buildah', [...storage, ...args], env);
  let working: Promise<{ name: string; files: string }> | undefined;
  const workingContainer = () => {
    working ??= call('from', '--pull-never', IMAGE).then(async name => ({
      name,
      files: await call('mount', name),
    }));
    return working;
  };
  return {
    name: 'buildah',
    async build() {
      const context = path.join(folder, 'base');
      await writeBaseContext(context);
      await call('bud', '--pull-never', `--tag=${BASE}`, context);
      rmSync(context, { recursive: true });
      const settings = OF_THE_REGISTRY.filter(each => process.env[each]);
      await call(
        'bud',
        '--pull-never',
        '--format=docker',
        `--from=${BASE}`,
        `--tag=${IMAGE}`,
        `--build-arg=NODE_EXTRA_CA_CERTS=${AUTHORITIES}`,
        ...settings.map(each => `--build-arg=${each}=${process.env[each]}`),
        root,
      );
    },
    async facts() {
      const { Docker: image } = JSON.parse(
        await call('inspect', '--type=image', IMAGE),
      );
      const sizeOf = async (tag: string) => {
        const [{ size }] = JSON.parse(await call('images', '--json', tag));
        return inBytes(size);
      };
      return {
        size: await sizeOf(IMAGE),
        baseSize: await sizeOf(BASE),
        env: image.config.Env,
        user: image.config.User,
        command: image.config.Cmd,
        workingDirectory: image.config.WorkingDir,
        history: image.history.map(
          ({ created_by }: { created_by?: string }) => created_by ?? '',
        ),
      };
    },
    async files() {
      return (await workingContainer()).files;
    },
    async run({ command, env: variables, configuration }: RunOptions) {
      const { name, files } = await workingContainer();
      const mark = randomUUID();
      const writable = path.join(folder, mark);
      mkdirSync(writable);
      chmodSync(writable, 0o1777);
      if (configuration)
        mkdirSync(path.join(files, CONFIGURATION_FOLDER), { recursive: true });
      const ends = readdirSync(files, { withFileTypes: true })
        .filter(each => each.isDirectory())
        .map(each => `/${each.name}`)
        .filter(
          each =>
            ![
              '/dev',
              '/proc',
              '/run',
              '/sys',
              container.writableDirectory,
            ].includes(each),
        );
      const volumes = [
        // It has no switch for that, but mounts what it is told to.
        ...[...ends, '/run/lock'].map(each => `${files}${each}:${each}:ro`),
        ...(configuration
          ? [`${configuration}:${CONFIGURATION_FOLDER}:ro`]
          : []),
        `${writable}:${container.writableDirectory}:rw`,
      ];
      // What is inside outlives the buildah that started it.
      process.once('exit', () => {
        const pid = processOf(mark);
        if (pid) process.kill(pid, 'SIGKILL');
      });
      return startContainer(
        'buildah',
        [
          ...storage,
          'run',
          ...volumes.map(each => `--volume=${each}`),
          ...Object.entries({ ...variables, [MARK]: mark }).map(
            ([key, value]) => `--env=${key}=${value}`,
          ),
          name,
          '--',
          ...command,
        ],
        env,
        async () => {
          const pid = processOf(mark);
          if (pid) process.kill(pid, 'SIGTERM');
        },
      );
    },
    async clean() {
      await call('umount', '--all').catch(() => '');
      await call('rm', '--all').catch(() => '');
      await call('rmi', '--all', '--force').catch(() => '');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A size as people read it, such as `751 MB`, in bytes. */
function inBytes(text: string): number {
  const [, number, unit] = text.match(/^([\d.]+) (\w+)$/) ?? [];
  const power = ['B', 'KB', 'MB', 'GB'].indexOf(unit?.toUpperCase() ?? '');
  if (power < 0) throw new Error(`"${text}" is no size.`);
  return Number(number) * 1000 ** power;
}
