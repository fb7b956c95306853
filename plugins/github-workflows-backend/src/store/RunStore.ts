import { isFinished, Job } from '@internal/plugin-github-workflows-common';
import { Knex } from 'knex';
import { isNews, KnownRun, mergeJob, mergeRun } from './mergeRun';
import { fromRow, RunRow, StoredRun, toRow } from './runRows';

export type { StoredRun } from './runRows';

/** From where a state of a run is known. A list tells of many runs, and of no jobs. */
export type RunSource = 'webhook' | 'read' | 'list';

/** What somebody who looks at a run would see of it that wasn't known before. */
export interface RunChange {
  known: StoredRun;
  /** Nothing was known of the run before. */
  isNew: boolean;
  source: RunSource;
}

export type RunListener = (change: RunChange) => Promise<void>;

/** What a run becomes, given what is stored of it; nothing when it stays as it is. */
type Change = (known: StoredRun | undefined) => StoredRun | undefined;

const TABLE = 'runs';
// Somebody else was first, again and again: then their news are newer than ours.
const TRIES = 5;

/**
 * The latest known state of runs, shared by all processes of the portal: what one of them learns
 * from a webhook or a read, none has to ask for again.
 */
export class RunStore {
  readonly #db: Knex;
  readonly #listeners: RunListener[] = [];

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Calls a function after every change, in the one process that found out first. Runs that had
   * ended before a list told of them are no news.
   */
  onChange(listener: RunListener): void {
    this.#listeners.push(listener);
  }

  /** Tells of a change whoever listens. */
  async tell(change: RunChange): Promise<void> {
    for (const listener of this.#listeners) {
      await listener(change);
    }
  }

  /**
   * Writes down what was told of a run, unless more is known already.
   *
   * @returns what is known of it then
   */
  async record(
    repository: string,
    told: KnownRun,
    source: RunSource,
  ): Promise<KnownRun> {
    const now = Date.now();
    const kept = await this.#change(repository, told.run.id, source, known => {
      const merged = known ? mergeRun(known, told) : told;
      return {
        ...merged,
        repository,
        seenAt: source === 'read' ? now : seenBefore(known, merged),
        toldAt: source === 'webhook' ? now : known?.toldAt,
      };
    });
    return kept ?? told;
  }

  /** Writes down a page of runs, the newest first; what is known already costs one query. */
  async recordList(repository: string, told: KnownRun[]): Promise<void> {
    const rows = await this.#rows()
      .where({ repository })
      .whereIn(
        'run_id',
        told.map(({ run }) => run.id),
      );
    const known = new Map(rows.map(row => [Number(row.run_id), fromRow(row)]));
    for (const one of told) {
      const before = known.get(one.run.id);
      if (!before || isNews(before, mergeRun(before, one))) {
        await this.record(repository, one, 'list');
      }
    }
  }

  /** Writes down a job of which a webhook told; of a run that nobody has looked at, nothing. */
  async recordJob(
    repository: string,
    runId: number,
    attempt: number,
    job: Job,
  ): Promise<void> {
    const now = Date.now();
    await this.#change(repository, runId, 'webhook', known => {
      if (!known || attempt < known.run.attempt) {
        return undefined;
      }
      if (attempt > known.run.attempt) {
        // GitHub doesn't tell of the start of another attempt: its first job does.
        return { ...known, jobs: undefined, seenAt: 0, toldAt: now };
      }
      const jobs = known.jobs && mergeJob(known.jobs, job);
      return { ...known, jobs, toldAt: now };
    });
  }

  /** What is known of a run, if anything. */
  async find(
    repository: string,
    runId: number,
  ): Promise<StoredRun | undefined> {
    const row = await this.#row(repository, runId);
    return row && fromRow(row);
  }

  /** Asks for a run anew, because the portal is about to change it. */
  async expire(repository: string, runId: number): Promise<void> {
    await this.#rows()
      .where({ repository, run_id: runId })
      .update({ seen_at: 0 });
  }

  /** Forgets a run that GitHub has no more. */
  async remove(repository: string, runId: number): Promise<void> {
    await this.#rows().where({ repository, run_id: runId }).delete();
  }

  /** Runs that aren't finished, and such as wait for somebody's consent; the newest first. */
  async open(repositories: string[], limit: number): Promise<StoredRun[]> {
    const rows = await this.#rows()
      .whereIn('repository', repositories)
      .where(query =>
        query
          .whereNot({ status: 'completed' })
          .orWhere({ conclusion: 'action_required' }),
      )
      .orderBy('run_id', 'desc')
      .limit(limit);
    return rows.map(fromRow);
  }

  /** The last finished run of each workflow on the default branch, where it failed. */
  async failedOnDefaultBranch(
    repositories: string[],
    limit: number,
  ): Promise<StoredRun[]> {
    const rows = await this.#db<RunRow>({ run: TABLE })
      .select<RunRow[]>('run.*')
      .join('repositories', 'repositories.repository', 'run.repository')
      .whereIn('run.repository', repositories)
      .whereRaw('run.ref = repositories.default_branch')
      .where('run.status', 'completed')
      .whereIn('run.conclusion', ['failure', 'timed_out', 'startup_failure'])
      .whereNotExists(
        this.#db({ later: TABLE })
          .select(this.#db.raw('1'))
          .whereRaw('later.repository = run.repository')
          .whereRaw('later.ref = run.ref')
          .whereRaw('later.workflow = run.workflow')
          .whereRaw('later.number > run.number')
          .where('later.status', 'completed'),
      )
      .orderBy('run.run_id', 'desc')
      .limit(limit);
    return rows.map(fromRow);
  }

  /** Forgets runs of which nothing was heard since a time. */
  async prune(before: number): Promise<void> {
    await this.#rows().where('updated_at', '<', before).delete();
  }

  async #change(
    repository: string,
    runId: number,
    source: RunSource,
    change: Change,
  ): Promise<StoredRun | undefined> {
    for (let tries = 0; tries < TRIES; tries++) {
      const row = await this.#row(repository, runId);
      const known = row && fromRow(row);
      const next = change(known);
      if (!next) {
        return undefined;
      }
      if (await this.#write(next, row?.revision)) {
        const isNew = !known;
        if (
          isNew
            ? source !== 'list' || !isFinished(next.run)
            : isNews(known, next)
        ) {
          await this.tell({ known: next, isNew, source });
        }
        return next;
      }
    }
    return undefined;
  }

  /** Writes a run if it is still as it was read. @returns whether it was */
  async #write(next: StoredRun, revision?: number): Promise<boolean> {
    const row = toRow(next, (revision ?? 0) + 1);
    if (revision === undefined) {
      const inserted = await this.#rows()
        .insert(row)
        .onConflict(['repository', 'run_id'])
        .ignore()
        .returning('run_id');
      return inserted.length === 1;
    }
    const { repository, run_id } = row;
    const written = await this.#rows()
      .where({ repository, run_id, revision })
      .update(row);
    return written === 1;
  }

  #row(repository: string, runId: number): Promise<RunRow | undefined> {
    return this.#rows().where({ repository, run_id: runId }).first();
  }

  #rows() {
    return this.#db<RunRow>(TABLE);
  }
}

/** A new attempt has new jobs, which only a read brings. */
function seenBefore(known: StoredRun | undefined, merged: KnownRun): number {
  return known?.run.attempt === merged.run.attempt ? known.seenAt : 0;
}
