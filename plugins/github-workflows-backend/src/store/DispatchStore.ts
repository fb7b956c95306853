import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type {
  DispatchMatch,
  DispatchState,
  MyDispatchesQuery,
  RunConclusion,
  RunStatus,
} from '@internal/plugin-github-workflows-common';
import { Knex } from 'knex';
import {
  askedFor,
  DispatchRow,
  fromRow,
  NewDispatch,
  StoredDispatch,
} from './dispatchRows';

export type { NewDispatch, StoredDispatch } from './dispatchRows';

const TABLE = 'dispatches';

/** Keeps the dispatches that were made through the portal. */
export class DispatchStore {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** Brings the tables up to date and opens the store. */
  static async create(database: DatabaseService): Promise<DispatchStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({
        directory: resolvePackagePath(
          '@internal/plugin-github-workflows-backend',
          'migrations',
        ),
      });
    }
    return new DispatchStore(db);
  }

  /**
   * Writes a dispatch down as `sending`, unless this user has used its key before.
   *
   * @returns the earlier dispatch, if there is one; then nothing was written
   */
  async begin(dispatch: NewDispatch): Promise<StoredDispatch | undefined> {
    const now = Date.now();
    await this.#rows()
      .insert({
        id: dispatch.id,
        idempotency_key: dispatch.idempotencyKey,
        user_ref: dispatch.userRef,
        entity_ref: dispatch.entityRef,
        repository: dispatch.repository,
        ...askedFor(dispatch),
        state: 'sending',
        requested_at: now,
        updated_at: now,
      })
      .onConflict(['user_ref', 'idempotency_key'])
      .ignore();
    const kept = await this.byKey(dispatch);
    return kept?.dispatch.id === dispatch.id ? undefined : kept;
  }

  /** The dispatch that a user made with an idempotency key. */
  async byKey({
    userRef,
    idempotencyKey,
  }: Pick<NewDispatch, 'userRef' | 'idempotencyKey'>): Promise<
    StoredDispatch | undefined
  > {
    const row = await this.#rows()
      .where({ user_ref: userRef, idempotency_key: idempotencyKey })
      .first();
    return row && fromRow(row);
  }

  /**
   * Takes up a refused dispatch again, with the inputs as they are now.
   *
   * @returns false when another request took it up first
   */
  async beginAgain(id: string, dispatch: NewDispatch): Promise<boolean> {
    const now = Date.now();
    const taken = await this.#rows()
      .where({ id, state: 'refused' })
      .update({
        state: 'sending',
        ...askedFor(dispatch),
        requested_at: now,
        updated_at: now,
      });
    return taken === 1;
  }

  /** Writes down how sending ended. */
  async finish(
    id: string,
    state: DispatchState,
    runId?: number,
  ): Promise<void> {
    await this.#rows()
      .where({ id })
      .update({
        state,
        run_id: runId ?? null,
        run_status: runId ? 'queued' : null,
        run_match: runId ? 'exact' : null,
        updated_at: Date.now(),
      });
  }

  /** Writes down the last known state of a run, on every dispatch that made it. */
  async updateRun(
    repository: string,
    runId: number,
    run: { status: RunStatus; conclusion?: RunConclusion; headSha?: string },
  ): Promise<void> {
    await this.#rows()
      .where({ repository, run_id: runId })
      .update({
        ...(run.headSha && { run_head_sha: run.headSha }),
        run_status: run.status,
        run_conclusion: run.conclusion ?? null,
      });
  }

  /** Takes for lost what has been on its way since before a time: a crash cut it off. */
  async endSending(before: Date): Promise<void> {
    await this.#rows()
      .where({ state: 'sending' })
      .where('updated_at', '<', before.getTime())
      .update({ state: 'unknown', updated_at: Date.now() });
  }

  /**
   * Dispatches that were sent, or perhaps sent, and whose run is still looked for; oldest first.
   *
   * @param also - further states in which they may be
   */
  async withoutRun(also: DispatchState[] = []): Promise<StoredDispatch[]> {
    const rows = await this.#rows()
      .whereIn('state', ['started', 'unknown', ...also])
      .whereNull('run_id')
      .whereNull('run_match')
      .orderBy([{ column: 'requested_at' }, { column: 'id' }])
      .limit(100);
    return rows.map(fromRow);
  }

  /** Which of some runs belong to a dispatch already. */
  async takenRuns(repository: string, runIds: number[]): Promise<Set<number>> {
    const rows = await this.#rows()
      .where({ repository })
      .whereIn('run_id', runIds)
      .select('run_id');
    return new Set(rows.map(row => Number(row.run_id)));
  }

  /** Writes down what came of looking for the run of a dispatch; one that has a run keeps it. */
  async match(
    id: string,
    match: DispatchMatch,
    runId: number | undefined,
  ): Promise<void> {
    await this.#rows()
      .where({ id })
      .whereNull('run_id')
      .update({
        run_match: match,
        ...(runId && { state: 'started', run_id: runId, run_status: 'queued' }),
        updated_at: Date.now(),
      });
  }

  async byId(id: string): Promise<StoredDispatch | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && fromRow(row);
  }

  async byRun(
    repository: string,
    runId: number,
  ): Promise<StoredDispatch | undefined> {
    const row = await this.#rows().where({ repository, run_id: runId }).first();
    return row && fromRow(row);
  }

  /**
   * A page of the dispatches of a user, newest first, and where the next one begins; of one entity
   * or file where these are given.
   */
  async ofUser(
    userRef: string,
    { entityRef, workflow, limit, cursor }: MyDispatchesQuery,
  ): Promise<{ items: StoredDispatch[]; nextCursor?: string }> {
    const query = this.#rows()
      .where({
        user_ref: userRef,
        ...(entityRef && { entity_ref: entityRef }),
        ...(workflow && { workflow_file: workflow }),
      })
      .orderBy([
        { column: 'requested_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (cursor) {
      const [at, id] = cursor.split('_');
      query.whereRaw('(requested_at, id) < (?, ?)', [Number(at), id]);
    }
    const rows = await query;
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(fromRow),
      ...(rows.length > limit &&
        last && { nextCursor: `${last.requested_at}_${last.id}` }),
    };
  }

  /** Dispatches since a time whose run isn't known to have ended. */
  async unfinished(since: Date): Promise<StoredDispatch[]> {
    const rows = await this.#rows()
      .where({ state: 'started' })
      .whereNotNull('run_id')
      .where('requested_at', '>', since.getTime())
      .where(query =>
        query.whereNull('run_status').orWhereNot({ run_status: 'completed' }),
      )
      .limit(500);
    return rows.map(fromRow);
  }

  #rows() {
    return this.#db<DispatchRow>(TABLE);
  }
}
