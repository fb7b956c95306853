import { createHash } from 'node:crypto';
import type {
  Audit,
  AuditFailure,
  AuditMetric,
  AuditProgress,
  AuditRequester,
  AuditStatus,
  AuditSummary,
  FormFactor,
} from '@internal/plugin-lighthouse-common';

/** What is kept of an audit that lists don't show. */
export interface AuditDetails {
  metrics: AuditMetric[];
  warnings: string[];
  finalUrl?: string;
  lighthouseVersion?: string;
  measuredBy: 'portal' | 'audit-service';
  machine?: string;
}

/** A row of `audits`; PostgreSQL gives big integers as text. */
export interface AuditRow {
  id: string;
  site: string;
  form_factor: FormFactor;
  status: AuditStatus;
  created_at: number | string;
  started_at: number | string | null;
  completed_at: number | string | null;
  attempt: number;
  url: string;
  requested_by: string;
  categories: string;
  progress: string | null;
  failure: string | null;
  retried_as: string | null;
  open_key: string | null;
  priority: number;
  not_before: number | string;
  holder: string | null;
  lease_until: number | string | null;
  has_report: boolean | number;
  details: string | null;
}

/** What a list of audits reads. */
export const SUMMARY_COLUMNS = [
  'id',
  'site',
  'form_factor',
  'status',
  'created_at',
  'started_at',
  'completed_at',
  'attempt',
  'url',
  'requested_by',
  'categories',
  'progress',
  'failure',
  'retried_as',
] as const;

export type SummaryRow = Pick<AuditRow, (typeof SUMMARY_COLUMNS)[number]>;

/** A row of `websites`. */
export interface WebsiteRow {
  site: string;
  url: string;
  last_audit_at: number | string;
  /** JSON; null in rows of before there were any. */
  trends: string | null;
}

/** Short name of a website: an address may be longer than what databases put into an index. */
export function siteOf(url: string): string {
  return createHash('sha256').update(url).digest('base64url');
}

/** Lets one audit of a website and form factor wait or run at a time. */
export function openKeyOf(url: string, formFactor: FormFactor): string {
  return `${siteOf(url)} ${formFactor}`;
}

export function summaryOf(row: SummaryRow): AuditSummary {
  const { status } = row;
  return {
    id: row.id,
    url: row.url,
    formFactor: row.form_factor,
    status,
    timeCreated: moment(row.created_at),
    ...(row.started_at !== null && { timeStarted: moment(row.started_at) }),
    ...(row.completed_at !== null && {
      timeCompleted: moment(row.completed_at),
    }),
    requestedBy: JSON.parse(row.requested_by) as AuditRequester,
    attempt: row.attempt,
    ...(row.progress !== null &&
      status === 'RUNNING' && {
        progress: JSON.parse(row.progress) as AuditProgress,
      }),
    ...(row.failure !== null && {
      failure: JSON.parse(row.failure) as AuditFailure,
    }),
    ...(row.retried_as !== null && { retriedAs: row.retried_as }),
    categories: JSON.parse(row.categories) as AuditSummary['categories'],
  };
}

export function auditOf(row: AuditRow): Audit {
  const details = row.details
    ? (JSON.parse(row.details) as AuditDetails)
    : undefined;
  return {
    ...summaryOf(row),
    metrics: details?.metrics ?? [],
    warnings: details?.warnings ?? [],
    ...(details?.finalUrl !== undefined && { finalUrl: details.finalUrl }),
    ...(details?.lighthouseVersion !== undefined && {
      lighthouseVersion: details.lighthouseVersion,
    }),
    measuredBy: details?.measuredBy ?? 'portal',
    ...(details?.machine !== undefined && { machine: details.machine }),
    hasReport: Boolean(row.has_report),
  };
}

function moment(milliseconds: number | string): string {
  return new Date(Number(milliseconds)).toISOString();
}
