import { z } from 'zod';
import {
  auditCategorySchema,
  auditSummarySchema,
  formFactorSchema,
  websiteUrlSchema,
} from './audits';

/** One category's scores over the last completed audits of a website that have it. */
export const categoryTrendSchema = auditCategorySchema
  .omit({ score: true })
  .extend({
    /** Oldest first. */
    scores: z.array(auditCategorySchema.shape.score).max(100),
  });

/** How a website does on one form factor: mobile and desktop are never mixed. */
export const websiteFormFactorSchema = z.strictObject({
  formFactor: formFactorSchema,
  /** The newest audit, whatever became of it. */
  lastAudit: auditSummarySchema,
  /** Of all categories that any of these audits has. */
  trends: z.array(categoryTrendSchema).max(30),
});

/** A website in the list of audits. */
export const websiteSummarySchema = z.strictObject({
  url: websiteUrlSchema,
  /** Mobile first; only those that were ever audited. */
  formFactors: z.array(websiteFormFactorSchema).min(1).max(2),
});

/** `GET /websites` */
export const websitesResponseSchema = z.strictObject({
  /** Those with the newest audits first. */
  items: z.array(websiteSummarySchema).max(100),
  total: z.number().int().min(0),
  limit: z.number().int(),
  offset: z.number().int(),
});

/** `GET /websites/:url`: its audits, newest first. */
export const websiteResponseSchema = z.strictObject({
  url: websiteUrlSchema,
  /** Which form factors it was ever audited on. */
  formFactors: z.array(formFactorSchema).max(2),
  audits: z.array(auditSummarySchema).max(200),
  /** How many there are in all with this form factor. */
  total: z.number().int().min(0),
  limit: z.number().int(),
  offset: z.number().int(),
});

export type CategoryTrend = z.infer<typeof categoryTrendSchema>;
export type WebsiteFormFactor = z.infer<typeof websiteFormFactorSchema>;
export type WebsiteSummary = z.infer<typeof websiteSummarySchema>;
export type WebsitesResponse = z.infer<typeof websitesResponseSchema>;
export type WebsiteResponse = z.infer<typeof websiteResponseSchema>;
