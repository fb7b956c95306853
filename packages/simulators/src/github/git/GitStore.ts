import * as git from 'isomorphic-git';
import { createFsFromVolume, Volume } from 'memfs';

/** Who and when of a commit; `at` in milliseconds since the epoch. */
export interface Signature {
  name: string;
  email: string;
  at: number;
}

export interface CommitInfo {
  sha: string;
  tree: string;
  message: string;
  parents: string[];
  author: Signature;
  committer: Signature;
}

export interface TreeEntry {
  name: string;
  path: string;
  type: 'file' | 'dir';
  sha: string;
  size: number;
}

const gitdir = '/repository.git';

/**
 * One repository: real git objects (written and read by isomorphic-git, in memory) plus its refs.
 * Objects are immutable, so forks of a store share them; refs belong to each store alone, which
 * makes a reset cheap.
 */
export class GitStore {
  private constructor(
    private readonly fs: ReturnType<typeof createFsFromVolume>,
    private readonly cache: object,
    /** Files by path for each commit seen: path → blob. */
    private readonly files: Map<string, Map<string, string>>,
    /** Full ref name (`refs/heads/main`) → commit. */
    readonly refs: Map<string, string>,
  ) {}

  static async create(defaultBranch: string): Promise<GitStore> {
    const fs = createFsFromVolume(new Volume());
    await git.init({ fs, gitdir, bare: true, defaultBranch });
    return new GitStore(fs, {}, new Map(), new Map());
  }

  /** A store with the same objects and refs; later changes of refs do not meet. */
  fork(): GitStore {
    return new GitStore(this.fs, this.cache, this.files, new Map(this.refs));
  }

  /** Commits `files` (null removes one) on top of `parent` without moving any ref. */
  async commit(change: {
    parent?: string;
    files: Record<string, string | null>;
    message: string;
    author: Signature;
  }): Promise<string> {
    const all = new Map(change.parent ? this.files.get(change.parent) : []);
    for (const [path, text] of Object.entries(change.files)) {
      if (text === null) {
        all.delete(path);
      } else {
        all.set(
          path,
          await git.writeBlob({ ...this.at(), blob: Buffer.from(text) }),
        );
      }
    }
    const who = {
      name: change.author.name,
      email: change.author.email,
      timestamp: Math.floor(change.author.at / 1000),
      timezoneOffset: 0,
    };
    const sha = await git.writeCommit({
      ...this.at(),
      commit: {
        message: change.message,
        tree: await this.writeTree(all, ''),
        parent: change.parent ? [change.parent] : [],
        author: who,
        committer: who,
      },
    });
    this.files.set(sha, all);
    return sha;
  }

  branches(): string[] {
    return this.names('refs/heads/');
  }

  tags(): string[] {
    return this.names('refs/tags/');
  }

  /** The commit of a branch, tag, full ref or (abbreviated) SHA. */
  resolve(ref: string): string | undefined {
    const named =
      this.refs.get(`refs/heads/${ref}`) ??
      this.refs.get(`refs/tags/${ref}`) ??
      this.refs.get(ref);
    if (named || !/^[0-9a-f]{7,40}$/.test(ref)) {
      return named;
    }
    const candidates = [...this.files.keys()].filter(sha =>
      sha.startsWith(ref),
    );
    return candidates.length === 1 ? candidates[0] : undefined;
  }

  async readCommit(sha: string): Promise<CommitInfo> {
    const { commit } = await git.readCommit({ ...this.at(), oid: sha });
    const signature = (who: typeof commit.author) => ({
      name: who.name,
      email: who.email,
      at: who.timestamp * 1000,
    });
    return {
      sha,
      tree: commit.tree,
      message: commit.message.trimEnd(),
      parents: commit.parent,
      author: signature(commit.author),
      committer: signature(commit.committer),
    };
  }

  /** Paths and blobs of a commit. */
  filesOf(commit: string): ReadonlyMap<string, string> {
    return this.files.get(commit) ?? new Map();
  }

  /** The bytes of a blob; undefined when there is no such blob. */
  async readBlob(sha: string): Promise<Buffer | undefined> {
    try {
      const { blob } = await git.readBlob({ ...this.at(), oid: sha });
      return Buffer.from(blob);
    } catch {
      return undefined;
    }
  }

  async readFile(
    commit: string,
    path: string,
  ): Promise<{ sha: string; bytes: Buffer } | undefined> {
    const sha = this.filesOf(commit).get(path);
    const bytes = sha && (await this.readBlob(sha));
    return sha && bytes ? { sha, bytes } : undefined;
  }

  /** The entries of a directory; undefined when there is no such directory. */
  async readDirectory(
    commit: string,
    path: string,
  ): Promise<TreeEntry[] | undefined> {
    let tree;
    try {
      tree = await git.readTree({
        ...this.at(),
        oid: commit,
        ...(path ? { filepath: path } : {}),
      });
    } catch {
      return undefined;
    }
    return Promise.all(
      tree.tree.map(async entry => ({
        name: entry.path,
        path: path ? `${path}/${entry.path}` : entry.path,
        type: entry.type === 'tree' ? ('dir' as const) : ('file' as const),
        sha: entry.oid,
        size:
          entry.type === 'tree' ? 0 : (await this.readBlob(entry.oid))!.length,
      })),
    );
  }

  private names(prefix: string): string[] {
    return [...this.refs.keys()]
      .filter(ref => ref.startsWith(prefix))
      .map(ref => ref.slice(prefix.length))
      .sort();
  }

  private async writeTree(
    files: Map<string, string>,
    prefix: string,
  ): Promise<string> {
    const folders = new Set<string>();
    const entries: git.TreeEntry[] = [];
    for (const [path, oid] of files) {
      if (path.startsWith(prefix)) {
        const [head, ...rest] = path.slice(prefix.length).split('/');
        if (rest.length > 0) {
          folders.add(head);
        } else {
          entries.push({ mode: '100644', path: head, oid, type: 'blob' });
        }
      }
    }
    for (const folder of folders) {
      const oid = await this.writeTree(files, `${prefix}${folder}/`);
      entries.push({ mode: '040000', path: folder, oid, type: 'tree' });
    }
    return git.writeTree({ ...this.at(), tree: entries });
  }

  private at() {
    return { fs: this.fs, gitdir, cache: this.cache };
  }
}
