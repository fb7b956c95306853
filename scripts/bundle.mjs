// What the build packs of the portal, and what a production server is made of.
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { runOrThrow } from './processes.mjs';
import { root } from './repository.mjs';

const NO_SOURCE =
  /^(node_modules|dist|coverage|e2e-tests|testHelpers|simulators)$|\.test\.tsx?$/;

/** When anything that the build reads was last changed, in milliseconds since 1970. */
function lastChange(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file)
    .filter(name => !NO_SOURCE.test(name))
    .reduce(
      (latest, name) => Math.max(latest, lastChange(path.join(file, name))),
      0,
    );
}

/**
 * Builds the backend with the app inside, unless the last build is newer than the sources.
 *
 * @param repository - absolute path of a Backstage repository; this one when left out
 * @returns seconds that the build took, 0 when there was nothing to do
 */
export async function buildBundle(repository = root) {
  const bundle = path.join(repository, 'packages/backend/dist/bundle.tar.gz');
  const sources = [
    'package.json',
    'yarn.lock',
    'app-config.yaml',
    'packages',
    'plugins',
  ]
    .map(name => path.join(repository, name))
    .filter(file => existsSync(file));
  const built = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  if (built > Math.max(...sources.map(lastChange))) return 0;
  const started = Date.now();
  await runOrThrow({
    name: 'The production build',
    command: process.execPath,
    args: [
      path.join(repository, 'node_modules/.bin/backstage-cli'),
      'package',
      'build',
    ],
    cwd: path.join(repository, 'packages/backend'),
  });
  return Math.round((Date.now() - started) / 1000);
}

// A package is linked as it is. A link to a workspace leads to the unpacked package instead, and
// is left out when the bundle doesn't hold it.
function linkModules(from, to, repository, directory) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const source = path.join(from, name);
    const target = path.join(to, name);
    if (lstatSync(source).isSymbolicLink()) {
      const unpacked = path.join(
        directory,
        path.relative(repository, realpathSync(source)),
      );
      if (existsSync(unpacked)) symlinkSync(unpacked, target);
    } else if (name.startsWith('@')) {
      linkModules(source, target, repository, directory);
    } else {
      symlinkSync(source, target);
    }
  }
}

/**
 * Unpacks the built bundle of a repository as a production image holds it.
 *
 * @param directory - an empty directory
 * @param repository - absolute path of a built Backstage repository; this one when left out
 */
export async function unpackBundle(directory, repository = root) {
  for (const archive of ['skeleton.tar.gz', 'bundle.tar.gz']) {
    await runOrThrow({
      name: `Unpacking ${archive}`,
      command: 'tar',
      args: [
        '-xzf',
        path.join(repository, 'packages/backend/dist', archive),
        '-C',
        directory,
      ],
    });
  }
  const packages = ['packages', 'plugins']
    .filter(group => existsSync(path.join(directory, group)))
    .flatMap(group =>
      readdirSync(path.join(directory, group)).map(name =>
        path.join(group, name),
      ),
    );
  for (const folder of ['', ...packages]) {
    const modules = path.join(repository, folder, 'node_modules');
    if (existsSync(modules)) {
      linkModules(
        modules,
        path.join(directory, folder, 'node_modules'),
        repository,
        directory,
      );
    }
  }
  for (const name of [
    'app-config.yaml',
    'catalog-info.yaml',
    'catalog',
    'mkdocs.yml',
    'docs',
    'examples',
  ]) {
    const source = path.join(repository, name);
    if (existsSync(source))
      cpSync(source, path.join(directory, name), { recursive: true });
  }
}
