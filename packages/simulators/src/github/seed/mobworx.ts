import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { GithubSeed, RepositorySeed } from './types';

/** Real files, so that a workflow of the seed can be read and edited as what it is. */
const seedFolder = path.join(
  path.dirname(require.resolve('@internal/simulators/package.json')),
  'seed',
);

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
      .map(file => readYaml<RepositorySeed>(path.join('repositories', file)));
    loaded = { ...organization, repositories };
  }
  return loaded;
}

function readYaml<T>(file: string): T {
  return parse(readFileSync(path.join(seedFolder, file), 'utf8')) as T;
}
