import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  AuditAction,
  AuditEntry,
  AuditOutcome,
  AuditQuery,
  AuditResponse,
  DispatchIdentity,
  redactInputs,
} from '@internal/plugin-github-workflows-common';
import { Knex } from 'knex';

/** What somebody is about to do. */
export interface NewAuditEntry {
  action: AuditAction;
  userRef: string;
  githubLogin?: string;
  entityRef: string;
  repository: string;
  workflowFile?: string;
  ref?: string;
  environment?: string;
  runId?: number;
  /** As asked for; secrets are taken out here. */
  inputs?: Record<string, string>;
  details?: AuditEntry['details'];
  identity?: DispatchIdentity;
  /** Names a request that may come twice: the second time it is the same entry. */
  key?: string;
}

/** What came of it; whatever is left out stays as it was. */
export interface AuditResult {
  outcome: AuditOutcome;
  errorCode?: string;
  runId?: number;
  githubLogin?: string;
  identity?: DispatchIdentity;
}

interface Row {
  id: number | string;
  key: string | null;
  at: number | string;
  action: AuditAction;
  user_ref: string;
  github_login: string | null;
  entity_ref: string;
  repository: string;
  workflow_file: string | null;
  ref: string | null;
  environment: string | null;
  run_id: number | string | null;
  inputs: string;
  details: string;
  identity: DispatchIdentity;
  outcome: AuditOutcome;
  error_code: string | null;
}

const TABLE = 'audit';
const PRUNED_AT_ONCE = 5_000;

/** Keeps what was done through the portal. Its table comes with the migrations of `DispatchStore`. */
export class AuditStore {
  readonly #db: Knex;

  private constructor(db: Knex) {
    this.#db = db;
  }

  /** Opens the store; the tables have to be up to date. */
  static async create(database: DatabaseService): Promise<AuditStore> {
    return new AuditStore(await database.getClient());
  }

  /**
   * Writes down that something is about to be done, before it is done.
   *
   * @returns the id of the entry, that of the earlier one when its key was used before
   */
  async begin(entry: NewAuditEntry): Promise<string> {
    for (;;) {
      const [inserted] = await this.#rows()
        .insert({
          key: entry.key ?? null,
          at: Date.now(),
          action: entry.action,
          user_ref: entry.userRef,
          github_login: entry.githubLogin ?? null,
          entity_ref: entry.entityRef,
          repository: entry.repository,
          workflow_file: entry.workflowFile ?? null,
          ref: entry.ref ?? null,
          environment: entry.environment ?? null,
          run_id: entry.runId ?? null,
          inputs: JSON.stringify(redactInputs(entry.inputs ?? {})),
          details: JSON.stringify(entry.details ?? {}),
          identity: entry.identity ?? 'user',
          outcome: 'pending',
        } as Row)
        .onConflict('key')
        .ignore()
        .returning('id');
      const row =
        inserted ??
        (await this.#rows()
          .where({ key: entry.key ?? null })
          .first('id'));
      if (row) {
        return String(row.id);
      }
      // The earlier one has been refused in between, so that this is another try.
    }
  }

  /**
   * Writes down what came of it. What is done stays done, whatever a repeated request comes to;
   * after a refusal or a failure the same request is another try, and so another entry.
   */
  async finish(id: string, result: AuditResult): Promise<void> {
    await this.#rows()
      .where({ id })
      .whereNot({ outcome: 'done' })
      .update({
        outcome: result.outcome,
        error_code: result.errorCode ?? null,
        ...(['refused', 'failed'].includes(result.outcome) && { key: null }),
        ...(result.runId && { run_id: result.runId }),
        ...(result.githubLogin && { github_login: result.githubLogin }),
        ...(result.identity && { identity: result.identity }),
      });
  }

  /** A page of what fits the filter, newest first. */
  async page(query: AuditQuery): Promise<AuditResponse> {
    const rows = await this.#filtered(query)
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit + 1);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(fromRow),
      ...(rows.length > query.limit &&
        last && { nextCursor: `${last.at}-${last.id}` }),
    };
  }

  /** Takes what has been under way since before a time for lost: the portal stopped before the answer. */
  async giveUp(before: Date): Promise<void> {
    await this.#rows()
      .where({ outcome: 'pending' })
      .where('at', '<', before.getTime())
      .update({ outcome: 'unknown' });
  }

  /**
   * Deletes what is older than a time, some thousand at once so that nobody waits for long.
   *
   * @returns how many were deleted
   */
  async prune(before: Date): Promise<number> {
    let deleted = 0;
    for (;;) {
      const old = this.#rows()
        .where('at', '<', before.getTime())
        .orderBy('at')
        .limit(PRUNED_AT_ONCE)
        .select('id');
      const count = await this.#rows().whereIn('id', old).delete();
      deleted += count;
      if (count < PRUNED_AT_ONCE) {
        return deleted;
      }
    }
  }

  #filtered({ cursor, ...filter }: AuditQuery) {
    const rows = this.#rows().where(
      withoutAbsent({
        user_ref: filter.user,
        entity_ref: filter.entity,
        workflow_file: filter.workflow,
        action: filter.action,
        outcome: filter.outcome,
      }),
    );
    if (filter.from) {
      rows.where('at', '>=', new Date(filter.from).getTime());
    }
    if (filter.to) {
      rows.where('at', '<', endOf(filter.to));
    }
    if (cursor) {
      const [at, id] = cursor.split('-').map(Number);
      rows.whereRaw('(at, id) < (?, ?)', [at, id]);
    }
    return rows;
  }

  #rows() {
    return this.#db<Row>(TABLE);
  }
}

function withoutAbsent(values: Partial<Row>): Partial<Row> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  );
}

/** The first millisecond after a moment or a day. */
function endOf(moment: string): number {
  const start = new Date(moment).getTime();
  return moment.includes('T') ? start + 1 : start + 24 * 60 * 60 * 1000;
}

function fromRow(row: Row): AuditEntry {
  return {
    id: String(row.id),
    // PostgreSQL gives big integers as text.
    at: new Date(Number(row.at)).toISOString(),
    action: row.action,
    user: row.user_ref,
    ...(row.github_login && { githubLogin: row.github_login }),
    entityRef: row.entity_ref,
    repository: row.repository,
    ...(row.workflow_file && { workflowFile: row.workflow_file }),
    ...(row.ref && { ref: row.ref }),
    ...(row.environment && { environment: row.environment }),
    ...(row.run_id !== null && { runId: Number(row.run_id) }),
    inputs: JSON.parse(row.inputs),
    details: JSON.parse(row.details),
    identity: row.identity,
    outcome: row.outcome,
    ...(row.error_code && { errorCode: row.error_code }),
  };
}
