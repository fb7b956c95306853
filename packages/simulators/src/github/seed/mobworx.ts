import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { CommitSeed, GithubSeed, RepositorySeed } from './types';

/** Real files, so that a workflow of the seed can be read and edited as what it is. */
const seedFolder = path.join(
  path.dirname(require.resolve('@internal/simulators/package.json')),
  'seed',
);

const ownRepository = path.resolve(seedFolder, '../../..');

let loaded: GithubSeed | undefined;

/**
 * The organization of MobWorx: people, sign-in app, App, tokens and repositories, from the YAML
 * files under `packages/simulators/seed`. Read once in a process.
 */
export function mobworxSeed(): GithubSeed {
  if (!loaded) {
    const organization =
      readYaml<Omit<GithubSeed, 'repositories'>>('organization.yaml');
    const repositories = readdirSync(path.join(seedFolder, 'repositories'))
      .sort()
      .map(file => readYaml<RepositorySeed>(path.join('repositories', file)))
      .map(seed => ({ ...seed, commits: seed.commits.map(withOwnFiles) }));
    loaded = { ...organization, repositories };
  }
  return loaded;
}

function readYaml<T>(file: string): T {
  return parse(readFileSync(path.join(seedFolder, file), 'utf8')) as T;
}

function withOwnFiles(commit: CommitSeed): CommitSeed {
  const own = (commit.ownFiles ?? [])
    .flatMap(filesBelow)
    .map(file => [file, readFileSync(path.join(ownRepository, file), 'utf8')]);
  return { ...commit, files: { ...commit.files, ...Object.fromEntries(own) } };
}

/** A path of the own repository, or all files below it. */
function filesBelow(name: string): string[] {
  const full = path.join(ownRepository, name);
  return statSync(full).isDirectory()
    ? readdirSync(full).flatMap(inner =>
        filesBelow(path.posix.join(name, inner)),
      )
    : [name];
}
