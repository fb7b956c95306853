import { z } from 'zod';
import { AUDIT_URL_MAX_LENGTH } from './auditUrl';

/** A moment, ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime();

/** Which kind of device Lighthouse plays. */
export const formFactorSchema = z.enum(['mobile', 'desktop']);

/**
 * - `QUEUED`: waits for its turn (clients of the audit-service's contract are told `RUNNING`)
 * - `RUNNING`: a worker has it
 * - `COMPLETED`: there are scores and a report
 * - `FAILED`: there are none, and `failure` says why
 */
export const auditStatusSchema = z.enum([
  'QUEUED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
]);

export const auditIdSchema = z.uuid();

/** A website's address in the form of `parseAuditUrl`. */
export const websiteUrlSchema = z.string().min(1).max(AUDIT_URL_MAX_LENGTH);

/** How far a running audit is. */
export const auditProgressSchema = z.strictObject({
  /** What is being done, for people: *Loading the page*. */
  step: z.string().max(200),
  done: z.number().int().min(0),
  /** How many steps there are, where that is known. */
  of: z.number().int().min(1).optional(),
});

/** Why there is no result: a stable code, and sentences for a person. */
export const auditFailureSchema = z.strictObject({
  /** One of `lighthouseErrorCodes`, or Lighthouse's own code in lower case. */
  code: z.string().max(100),
  message: z.string().max(1000),
  /** What to do now. */
  remedy: z.string().max(500).optional(),
});

/** Who wanted an audit. */
export const auditRequesterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('schedule') }),
  z.strictObject({
    type: z.literal('user'),
    userRef: z.string().max(255).describe('entity ref of the person'),
  }),
  z.strictObject({
    type: z.literal('service'),
    /** Another program that the portal knows. */
    subject: z.string().max(255),
  }),
]);

/**
 * One category of an audit, as Lighthouse names it. Which ones there are comes from the data:
 * five with Lighthouse 13, others with other versions.
 */
export const auditCategorySchema = z.strictObject({
  id: z.string().min(1).max(100),
  title: z.string().max(200),
  /** 0 to 1; null when Lighthouse could not tell, which is not 0. */
  score: z.number().min(0).max(1).nullable(),
});

/** One of the timings or shifts that Lighthouse measured, such as Largest Contentful Paint. */
export const auditMetricSchema = z.strictObject({
  /** Lighthouse's id: `largest-contentful-paint`. */
  id: z.string().min(1).max(100),
  title: z.string().max(200),
  /** In `unit`; null when it could not be measured. */
  value: z.number().nullable(),
  /** Lighthouse's `numericUnit`: `millisecond` or `unitless`. */
  unit: z.string().max(40),
  score: z.number().min(0).max(1).nullable(),
  /** For people: `1.3 s`. */
  displayValue: z.string().max(200).optional(),
});

/** An audit as lists have it. */
export const auditSummarySchema = z.strictObject({
  id: auditIdSchema,
  url: websiteUrlSchema,
  formFactor: formFactorSchema,
  status: auditStatusSchema,
  timeCreated: momentSchema,
  timeStarted: momentSchema.optional(),
  timeCompleted: momentSchema.optional(),
  requestedBy: auditRequesterSchema,
  /** 1, or 2 for the one that took the place of an audit whose worker died. */
  attempt: z.number().int().min(1).max(10),
  /** Only when it failed: the audit that was asked for in its place. */
  retriedAs: auditIdSchema.optional(),
  /** Only while it runs. */
  progress: auditProgressSchema.optional(),
  /** Only while it waits: how many audits come before it. */
  waitingBehind: z.number().int().min(0).optional(),
  /** Only when it failed. */
  failure: auditFailureSchema.optional(),
  /** In Lighthouse's order; empty until it is completed. */
  categories: z.array(auditCategorySchema).max(30),
});

/** An audit with all that is known of it except its report. */
export const auditSchema = auditSummarySchema.extend({
  /** Core metrics in Lighthouse's order; empty until it is completed. */
  metrics: z.array(auditMetricSchema).max(30),
  /** Where the page's redirects led. */
  finalUrl: z.string().max(4000).optional(),
  /** Version of Lighthouse that measured. */
  lighthouseVersion: z.string().max(40).optional(),
  /** Who measured: the portal's own worker, or the audit-service that it uses. */
  measuredBy: z.enum(['portal', 'audit-service']),
  /** Name of the machine on which the portal's own worker ran. */
  machine: z.string().max(255).optional(),
  /** What Lighthouse thinks may have disturbed the audit. */
  warnings: z.array(z.string().max(1000)).max(20),
  /** Whether the report is there to be read. */
  hasReport: z.boolean(),
});

export type FormFactor = z.infer<typeof formFactorSchema>;
export type AuditStatus = z.infer<typeof auditStatusSchema>;
export type AuditProgress = z.infer<typeof auditProgressSchema>;
export type AuditFailure = z.infer<typeof auditFailureSchema>;
export type AuditRequester = z.infer<typeof auditRequesterSchema>;
export type AuditCategory = z.infer<typeof auditCategorySchema>;
export type AuditMetric = z.infer<typeof auditMetricSchema>;
export type AuditSummary = z.infer<typeof auditSummarySchema>;
export type Audit = z.infer<typeof auditSchema>;

/** Lighthouse's ids of the metrics that the portal keeps, in the order in which it shows them. */
export const coreMetricIds = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'interactive',
] as const;

/** Those of {@link coreMetricIds} that are, or in the lab stand for, the Core Web Vitals. */
export const coreWebVitalIds = [
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
] as const;

/** Whether an audit has ended, well or not. */
export function hasEnded({ status }: Pick<AuditSummary, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}
