import type { GitStore } from './GitStore';

/** All ancestors of a commit including itself, newest first. */
async function ancestors(git: GitStore, sha: string): Promise<string[]> {
  const seen = new Map<string, number>();
  const open = [sha];
  for (let next = open.pop(); next; next = open.pop()) {
    if (!seen.has(next)) {
      const commit = await git.readCommit(next);
      seen.set(next, commit.committer.at);
      open.push(...commit.parents);
    }
  }
  return [...seen.entries()].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

export interface Comparison {
  mergeBase: string;
  status: 'ahead' | 'behind' | 'diverged' | 'identical';
  /** Commits of head that base lacks, oldest first. */
  ahead: string[];
  behind: number;
}

/** Compares two commits; undefined when they share no history. */
export async function compareCommits(
  git: GitStore,
  base: string,
  head: string,
): Promise<Comparison | undefined> {
  const [ofBase, ofHead] = await Promise.all([
    ancestors(git, base),
    ancestors(git, head),
  ]);
  const mergeBase = ofHead.find(sha => ofBase.includes(sha));
  if (!mergeBase) {
    return undefined;
  }
  const ahead = ofHead.filter(sha => !ofBase.includes(sha)).reverse();
  const behind = ofBase.filter(sha => !ofHead.includes(sha)).length;
  const status = statusOf(ahead.length, behind);
  return { mergeBase, status, ahead, behind };
}

function statusOf(ahead: number, behind: number): Comparison['status'] {
  if (ahead === 0) {
    return behind === 0 ? 'identical' : 'behind';
  }
  return behind === 0 ? 'ahead' : 'diverged';
}

export interface FileChange {
  path: string;
  status: 'added' | 'removed' | 'modified';
  sha: string;
  additions: number;
  deletions: number;
}

/** What changed between the files of two commits, by path. */
export async function changedFiles(
  git: GitStore,
  base: string,
  head: string,
): Promise<FileChange[]> {
  const [before, after] = [git.filesOf(base), git.filesOf(head)];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changes: FileChange[] = [];
  for (const path of paths) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old !== now) {
      const [oldLines, newLines] = await Promise.all([
        lines(git, old),
        lines(git, now),
      ]);
      const common = commonLines(oldLines, newLines);
      const changed = now ? 'modified' : 'removed';
      changes.push({
        path,
        status: old ? changed : 'added',
        sha: (now ?? old)!,
        additions: newLines.length - common,
        deletions: oldLines.length - common,
      });
    }
  }
  return changes;
}

async function lines(
  git: GitStore,
  blob: string | undefined,
): Promise<string[]> {
  const text = blob ? (await git.readBlob(blob))!.toString('utf8') : '';
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Length of the longest common subsequence, as a line diff counts it. */
function commonLines(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    row = nextRow(row, line, b);
  }
  return row[b.length];
}

function nextRow(previous: number[], line: string, b: string[]): number[] {
  const current = [0];
  b.forEach((other, j) => {
    current.push(
      line === other ? previous[j] + 1 : Math.max(previous[j + 1], current[j]),
    );
  });
  return current;
}
