import { Knex } from 'knex';

/** One attempt of a run. */
export interface Attempt {
  /** `host/owner/repo`, in lower case. */
  repository: string;
  runId: number;
  attempt: number;
}

/** Somebody who ran an attempt through the portal, and for which entity. */
export interface Follower {
  userRef: string;
  entityRef: string;
}

/** Who ran what again through the portal, and what they have been told. */
export class NoticeStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Writes down who ran an attempt. */
  async follow(attempt: Attempt, follower: Follower): Promise<void> {
    await this.#db('run_followers')
      .insert({
        ...columns(attempt),
        user_ref: follower.userRef,
        entity_ref: follower.entityRef,
        created_at: Date.now(),
      })
      .onConflict(['repository', 'run_id', 'attempt', 'user_ref'])
      .ignore();
  }

  async followers(attempt: Attempt): Promise<Follower[]> {
    const rows = await this.#db('run_followers').where(columns(attempt));
    return rows.map(row => ({
      userRef: row.user_ref,
      entityRef: row.entity_ref,
    }));
  }

  /**
   * Claims the telling of something, for one process alone.
   *
   * @returns false when somebody has been told, or is being told
   */
  async claim(attempt: Attempt, what: string, userRef: string) {
    const inserted = await this.#db('notices')
      .insert({
        ...columns(attempt),
        what,
        user_ref: userRef,
        sent_at: Date.now(),
      })
      .onConflict(['repository', 'run_id', 'attempt', 'what', 'user_ref'])
      .ignore()
      .returning('run_id');
    return inserted.length === 1;
  }

  async prune(before: number): Promise<void> {
    await this.#db('notices').where('sent_at', '<', before).delete();
    await this.#db('run_followers').where('created_at', '<', before).delete();
  }
}

function columns({ repository, runId, attempt }: Attempt) {
  return { repository, run_id: runId, attempt };
}
