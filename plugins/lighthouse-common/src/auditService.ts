import { z } from 'zod';
import { lhrSchema } from './report';

/**
 * The REST contract of spotify/lighthouse-audit-service 2.0 (`src/api`), which the backend speaks
 * at `/v1` and which it reads when `lighthouse.baseUrl` names such a service.
 */
export const auditServiceStatusSchema = z.enum([
  'RUNNING',
  'FAILED',
  'COMPLETED',
]);

const summary = {
  id: z.uuid(),
  url: z.string().max(10_000),
  timeCreated: z.string().max(60),
  timeCompleted: z.string().max(60).optional(),
  status: auditServiceStatusSchema,
};

/** An audit in the list of a website; a completed one has categories. */
export const auditServiceSummarySchema = z.looseObject({
  ...summary,
  categories: z
    .record(
      z.string().max(100),
      z.looseObject({
        id: z.string().max(100),
        title: z.string().max(500),
        score: z.number().min(0).max(1).nullable(),
      }),
    )
    .optional(),
});

/** An audit by itself; a completed one has its report. */
export const auditServiceAuditSchema = z.looseObject({
  ...summary,
  report: lhrSchema.optional(),
});

export const auditServiceWebsiteSchema = z.looseObject({
  url: z.string().max(10_000),
  /** Newest first. */
  audits: z.array(auditServiceSummarySchema),
  lastAudit: auditServiceSummarySchema,
});

/** A page of a list. */
export function auditServiceListSchema<T extends z.ZodType>(item: T) {
  return z.looseObject({
    items: z.array(item),
    total: z.number().int().min(0),
    limit: z.number().int(),
    offset: z.number().int(),
  });
}

export type AuditServiceSummary = z.infer<typeof auditServiceSummarySchema>;
export type AuditServiceAudit = z.infer<typeof auditServiceAuditSchema>;
export type AuditServiceWebsite = z.infer<typeof auditServiceWebsiteSchema>;
