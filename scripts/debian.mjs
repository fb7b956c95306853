import { existsSync } from 'node:fs';
import { run } from './processes.mjs';

/** Whether packages can be installed here: Debian's tools, and the right to use them. */
export const canInstall = () =>
  process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Installs Debian packages.
 *
 * @param packages - names of packages
 * @returns undefined when it worked, otherwise the last line that apt-get said
 */
export async function installPackages(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  process.stdout.write(`Installing by apt-get: ${packages.join(' ')}\n`);
  // A list of packages that could only be refreshed in part may still hold what is needed.
  await run({
    name: 'apt-get update',
    command: 'apt-get',
    args: ['-q', 'update'],
    env,
  });
  const { code, output } = await run({
    name: 'apt-get install',
    command: 'apt-get',
    args: ['-q', '-y', '--no-install-recommends', 'install', ...packages],
    env,
  });
  return code === 0 ? undefined : output.trim().split('\n').at(-1);
}

/** The first of the paths and commands that exists, as an absolute path. */
export function findExecutable(candidates) {
  const folders = (process.env.PATH ?? '').split(':');
  return candidates
    .flatMap(name =>
      name.startsWith('/')
        ? [name]
        : folders.map(folder => `${folder}/${name}`),
    )
    .find(file => existsSync(file));
}

/**
 * Finds a program of this machine, and installs Debian's when there is none and we may.
 *
 * @param options.name - what people call it
 * @param options.programs - names or absolute paths, the first that exists is taken
 * @param options.debianPackage - the package that brings it
 * @returns its absolute path
 * @throws Error with a sentence that says what to install
 */
export async function requireProgram({ name, programs, debianPackage }) {
  const find = () =>
    findExecutable([
      ...programs,
      // Where Debian keeps servers, which isn't on everybody's path.
      ...programs.map(program => `/usr/sbin/${program}`),
    ]);
  const found = find();
  if (found) return found;
  const reason = canInstall() && (await installPackages([debianPackage]));
  const installed = find();
  if (installed) return installed;
  throw new Error(
    `${name} is missing: install it (Debian: apt-get install ${debianPackage}).` +
      `${reason ? ` apt-get could not: ${reason}` : ''}`,
  );
}
