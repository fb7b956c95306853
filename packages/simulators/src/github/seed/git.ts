import { GitStore, type Signature } from '../git/GitStore';
import type { CommitSeed, RepositorySeed } from './types';

/** Seeded history starts here, so that commit ids are the same on every start. */
const historyStart = Date.parse('2026-09-01T09:00:00Z');
const hour = 3_600_000;

/** Gives the name and address that commits of a login carry. */
export type SignatureOf = (login: string, at: number) => Signature;

const built = new WeakMap<RepositorySeed, Promise<GitStore>>();

/** The git content of a seed; built once in a process, as its objects never change. */
export async function seededGit(
  seed: RepositorySeed,
  signatureOf: SignatureOf,
): Promise<GitStore> {
  let store = built.get(seed);
  if (!store) {
    store = buildGit(seed, signatureOf);
    built.set(seed, store);
  }
  return (await store).fork();
}

async function buildGit(
  seed: RepositorySeed,
  signatureOf: SignatureOf,
): Promise<GitStore> {
  const git = await GitStore.create(seed.defaultBranch);
  let time = historyStart;
  const append = async (parent: string | undefined, commits: CommitSeed[]) => {
    const shas: string[] = [];
    for (const commit of commits) {
      time += 7 * hour;
      const sha = await git.commit({
        parent: shas.at(-1) ?? parent,
        files: commit.files,
        message: commit.message,
        author: signatureOf(commit.author, time),
      });
      commit.tags?.forEach(tag => git.refs.set(`refs/tags/${tag}`, sha));
      shas.push(sha);
    }
    return shas;
  };
  const main = await append(undefined, seed.commits);
  git.refs.set(`refs/heads/${seed.defaultBranch}`, main.at(-1)!);
  for (const branch of seed.branches ?? []) {
    const start = git.resolve(branch.from ?? seed.defaultBranch);
    if (!start) {
      throw new Error(
        `${seed.name}: branch ${branch.name} starts from ${branch.from}, which is not there`,
      );
    }
    const own = await append(start, branch.commits ?? []);
    git.refs.set(`refs/heads/${branch.name}`, own.at(-1) ?? start);
  }
  addManyBranches(git, seed, main);
  return git;
}

function addManyBranches(
  git: GitStore,
  seed: RepositorySeed,
  history: string[],
): void {
  const { count, logins, topics } = seed.manyBranches ?? {
    count: 0,
    logins: [],
    topics: [],
  };
  for (let index = 0; index < count; index += 1) {
    const number = String(index + 1).padStart(3, '0');
    const name = `${logins[index % logins.length]}/${topics[index % topics.length]}-${number}`;
    git.refs.set(`refs/heads/${name}`, history[index % history.length]);
  }
}
