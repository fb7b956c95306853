import { jobSchema, runSchema } from '@internal/plugin-github-workflows-common';
import { z } from 'zod';
import type { KnownRun } from './mergeRun';

/** A run as it is stored. Times are milliseconds since 1970. */
export interface StoredRun extends KnownRun {
  /** `host/owner/repo`, in lower case. */
  repository: string;
  /** When run and jobs were last read from GitHub; 0 when they have to be read anew. */
  seenAt: number;
  /** When a webhook last told of it. */
  toldAt?: number;
}

/** The same as its table has it. */
export interface RunRow {
  repository: string;
  run_id: number | string;
  attempt: number;
  status: string;
  conclusion: string | null;
  workflow: string;
  ref: string | null;
  number: number;
  run: string;
  jobs: string | null;
  check_suite_id: number | string | null;
  changed_at: number | string;
  seen_at: number | string;
  told_at: number | string | null;
  updated_at: number | string;
  revision: number;
}

const storedJobs = z.array(jobSchema);

/** Makes a row. */
export function toRow(known: StoredRun, revision: number): RunRow {
  const { run, jobs } = known;
  // The branch of a pull request may be another repository's that has the same name.
  const isPullRequest = run.event.startsWith('pull_request');
  return {
    repository: known.repository,
    run_id: run.id,
    attempt: run.attempt,
    status: run.status,
    conclusion: run.conclusion ?? null,
    workflow: run.workflowFile || run.workflowName,
    ref: isPullRequest ? null : (run.ref ?? null),
    number: run.number,
    run: JSON.stringify(run),
    jobs: jobs ? JSON.stringify(jobs) : null,
    check_suite_id: known.checkSuiteId ?? null,
    changed_at: known.changedAt,
    seen_at: known.seenAt,
    told_at: known.toldAt ?? null,
    updated_at: Date.now(),
    revision,
  };
}

/** Reads a row, whose big integers are text in PostgreSQL. */
export function fromRow(row: RunRow): StoredRun {
  const jobs = storedJobs.nullable().parse(JSON.parse(row.jobs ?? 'null'));
  return {
    repository: row.repository,
    run: runSchema.parse(JSON.parse(row.run)),
    jobs: jobs ?? undefined,
    checkSuiteId:
      row.check_suite_id === null ? undefined : Number(row.check_suite_id),
    changedAt: Number(row.changed_at),
    seenAt: Number(row.seen_at),
    toldAt: row.told_at === null ? undefined : Number(row.told_at),
  };
}
