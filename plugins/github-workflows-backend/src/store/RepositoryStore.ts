import { Knex } from 'knex';
import { Repository, repositoryKey } from '../repository';

/** How much is known of a repository's runs, and since when. Times are milliseconds since 1970. */
export interface StoredRepository {
  repository: Repository;
  key: string;
  defaultBranch?: string;
  /** When GitHub was last asked for its runs; 0 for never. */
  askedAt: number;
  /** When GitHub last answered. */
  readAt?: number;
  /** When a webhook last came from it. */
  toldAt?: number;
  /** Why GitHub didn't answer the last time, in a sentence. */
  problem?: string;
}

interface Row {
  repository: string;
  name: string;
  default_branch: string | null;
  listed_at: number | string;
  asked_at: number | string | null;
  read_at: number | string | null;
  told_at: number | string | null;
  problem: string | null;
}

// As many rows as one statement takes without running into the limits of the databases.
const CHUNK = 100;

/** The repositories that entities of the catalog have. */
export class RepositoryStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Writes down which repositories the catalog has now; others are forgotten. */
  async list(repositories: Repository[]): Promise<void> {
    const now = Date.now();
    const rows = [
      ...new Map(
        repositories.map(one => [
          repositoryKey(one),
          {
            repository: repositoryKey(one),
            name: `${one.host}/${one.owner}/${one.repo}`,
            listed_at: now,
          },
        ]),
      ).values(),
    ];
    for (let at = 0; at < rows.length; at += CHUNK) {
      await this.#rows()
        .insert(rows.slice(at, at + CHUNK))
        .onConflict('repository')
        .merge(['name', 'listed_at']);
    }
    await this.#rows().where('listed_at', '<', now).delete();
  }

  /** Those of them that are known. */
  async find(keys: string[]): Promise<StoredRepository[]> {
    return (await this.#rows().whereIn('repository', keys)).map(fromRow);
  }

  /**
   * The repositories that GitHub was longest not asked about.
   *
   * @param before - only such as were last asked about before, and heard of by webhook before
   */
  async due(before: number, limit: number): Promise<StoredRepository[]> {
    const rows = await this.#rows()
      .where(query =>
        query.whereNull('asked_at').orWhere('asked_at', '<', before),
      )
      .orderByRaw('coalesce(asked_at, 0)')
      .limit(limit);
    return rows.map(fromRow);
  }

  async asked(key: string): Promise<void> {
    await this.#update(key, { asked_at: Date.now() });
  }

  async answered(key: string, defaultBranch: string): Promise<void> {
    await this.#update(key, {
      read_at: Date.now(),
      default_branch: defaultBranch,
      problem: null,
    });
  }

  async failed(key: string, problem: string): Promise<void> {
    await this.#update(key, { problem });
  }

  /** Notes that a webhook came from a repository. @returns whether the catalog has it */
  async told(key: string): Promise<boolean> {
    return (await this.#update(key, { told_at: Date.now() })) === 1;
  }

  #update(key: string, change: Partial<Row>): Promise<number> {
    return this.#rows().where({ repository: key }).update(change);
  }

  #rows() {
    return this.#db<Row>('repositories');
  }
}

function fromRow(row: Row): StoredRepository {
  const [host, owner, repo] = row.name.split('/');
  return {
    repository: { host, owner, repo },
    key: row.repository,
    defaultBranch: row.default_branch ?? undefined,
    askedAt: Number(row.asked_at ?? 0),
    readAt: row.read_at === null ? undefined : Number(row.read_at),
    toldAt: row.told_at === null ? undefined : Number(row.told_at),
    problem: row.problem ?? undefined,
  };
}
