import { randomUUID } from 'node:crypto';
import { StudioSession } from '@internal/plugin-mobworx-common';
import { Knex } from 'knex';

/**
 * - `sending`: on its way, or cut off on it
 * - `started`, `refused`: what Studio said
 * - `unknown`: its answer was lost, so it may have started
 */
export type StudioRequestState = 'sending' | 'started' | 'refused' | 'unknown';

/** Names a request that may come twice. */
export interface StudioRequestKey {
  userRef: string;
  idempotencyKey: string;
}

/** What is asked for: nothing in it is secret. */
export interface AskedSession {
  environment: string;
  roomId: string;
  layout: string;
  /** Without the keys of the streams. */
  destinations: string[];
}

/** A request as it is stored. */
export interface StudioRequest {
  asked: AskedSession;
  state: StudioRequestState;
  session?: StudioSession;
  updatedAt: Date;
}

interface Row {
  user_ref: string;
  idempotency_key: string;
  attempt: string;
  asked: string;
  state: StudioRequestState;
  session: string | null;
  requested_at: number | string;
  updated_at: number | string;
}

/** Keeps who asked for which studio session and what came of it. */
export class StudioRequestStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Writes a request down as `sending`, unless this person has used its key before.
   *
   * @returns the earlier request, if there is one; then nothing was written
   */
  async begin(
    key: StudioRequestKey,
    asked: AskedSession,
  ): Promise<StudioRequest | undefined> {
    const now = Date.now();
    const attempt = randomUUID();
    await this.#db<Row>('studio_requests')
      .insert({
        ...columns(key),
        attempt,
        asked: JSON.stringify(asked),
        state: 'sending',
        session: null,
        requested_at: now,
        updated_at: now,
      })
      .onConflict(['user_ref', 'idempotency_key'])
      .ignore();
    const row = (await this.#rows(key).first())!;
    return row.attempt === attempt ? undefined : fromRow(row);
  }

  /**
   * Takes up a refused request again, with what is asked for now.
   *
   * @returns false when another request took it up first
   */
  async beginAgain(
    key: StudioRequestKey,
    asked: AskedSession,
  ): Promise<boolean> {
    const taken = await this.#rows(key)
      .where({ state: 'refused' })
      .update({
        state: 'sending',
        attempt: randomUUID(),
        asked: JSON.stringify(asked),
        updated_at: Date.now(),
      });
    return taken === 1;
  }

  /** Writes down how sending ended. */
  async finish(
    key: StudioRequestKey,
    state: StudioRequestState,
    session?: StudioSession,
  ): Promise<void> {
    await this.#rows(key).update({
      state,
      session: session ? JSON.stringify(session) : null,
      updated_at: Date.now(),
    });
  }

  /** Forgets requests that nobody has sent since. */
  async forgetBefore(at: Date): Promise<void> {
    await this.#db<Row>('studio_requests')
      .where('updated_at', '<', at.getTime())
      .delete();
  }

  #rows(key: StudioRequestKey) {
    return this.#db<Row>('studio_requests').where(columns(key));
  }
}

function columns({ userRef, idempotencyKey }: StudioRequestKey) {
  return { user_ref: userRef, idempotency_key: idempotencyKey };
}

function fromRow(row: Row): StudioRequest {
  return {
    asked: JSON.parse(row.asked) as AskedSession,
    state: row.state,
    ...(row.session !== null && {
      session: JSON.parse(row.session) as StudioSession,
    }),
    // PostgreSQL gives big integers as text.
    updatedAt: new Date(Number(row.updated_at)),
  };
}
