import { z } from 'zod';
import { auditSchema, formFactorSchema, websiteUrlSchema } from './audits';
import { budgetVerdictSchema } from './budgets';
import { categoryChangeSchema } from './comparison';

/** One page of an entity on one form factor. */
export const entityPageResultSchema = z.strictObject({
  formFactor: formFactorSchema,
  /** The newest audit, whatever became of it; absent before the first one. */
  lastAudit: auditSchema.optional(),
  /** The newest that has scores. */
  lastCompletedAudit: auditSchema.optional(),
  /** How its scores changed from the completed audit before it. */
  changes: z.array(categoryChangeSchema).max(60),
  /** How `lastCompletedAudit` stands to the entity's budgets. */
  budgets: z.array(budgetVerdictSchema).max(60),
});

/** One page that an entity declares. */
export const entityPageSchema = z.strictObject({
  url: websiteUrlSchema,
  environment: z.string().max(40).optional(),
  /** Mobile first; both are always there. */
  results: z.array(entityPageResultSchema).max(2),
});

/** `GET /entities/:kind/:namespace/:name`: the newest audits of all pages of an entity. */
export const entityAuditsResponseSchema = z.strictObject({
  pages: z.array(entityPageSchema).max(100),
  /** What the annotations say that can't be read: sentences for the entity's owner. */
  problems: z.array(z.string().max(500)).max(100),
});

export type EntityPageResult = z.infer<typeof entityPageResultSchema>;
export type EntityPage = z.infer<typeof entityPageSchema>;
export type EntityAuditsResponse = z.infer<typeof entityAuditsResponseSchema>;
