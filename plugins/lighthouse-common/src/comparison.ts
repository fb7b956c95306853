import { z } from 'zod';
import { auditSchema } from './audits';

/**
 * - `better`, `worse`: it changed, and which way
 * - `same`: it did not change in a way that matters
 * - `added`, `removed`: only one of the two audits has it
 * - `unknown`: one of the two could not be measured
 */
export const changeDirectionSchema = z.enum([
  'better',
  'worse',
  'same',
  'added',
  'removed',
  'unknown',
]);

const comparedValue = z.number().nullable();

/** One category then and now. */
export const categoryChangeSchema = z.strictObject({
  id: z.string().max(100),
  title: z.string().max(200),
  /** Scores from 0 to 1. */
  before: comparedValue,
  after: comparedValue,
  /** `after` minus `before`; null when one of them is. */
  change: comparedValue,
  direction: changeDirectionSchema,
});

/** One core metric then and now; less is better. */
export const metricChangeSchema = categoryChangeSchema.extend({
  /** `millisecond` or `unitless`. */
  unit: z.string().max(40),
});

/** One of Lighthouse's own audits (it has some 140) then and now. */
export const checkChangeSchema = z.strictObject({
  /** Lighthouse's id: `image-alt`. */
  id: z.string().max(200),
  title: z.string().max(1000),
  /** Categories in which it counts. */
  categories: z.array(z.string().max(100)).max(30),
  before: comparedValue.describe('score from 0 to 1'),
  after: comparedValue,
  change: comparedValue,
  /** What Lighthouse said then and now: `1.3 s`, `4 elements`. */
  displayBefore: z.string().max(500).optional(),
  displayAfter: z.string().max(500).optional(),
  direction: changeDirectionSchema,
});

/** `GET /audits/:id/comparison` */
export const comparisonSchema = z.strictObject({
  before: auditSchema,
  after: auditSchema,
  categories: z.array(categoryChangeSchema).max(60),
  metrics: z.array(metricChangeSchema).max(60),
  /** Only those that changed: the worst loss first, the greatest gain after the losses. */
  checks: z.array(checkChangeSchema).max(500),
  /** How many of Lighthouse's audits gave the same. */
  unchanged: z.number().int().min(0),
  /** Why the two compare badly, such as another version of Lighthouse. */
  cautions: z.array(z.string().max(300)).max(5),
});

export type ChangeDirection = z.infer<typeof changeDirectionSchema>;
export type CategoryChange = z.infer<typeof categoryChangeSchema>;
export type MetricChange = z.infer<typeof metricChangeSchema>;
export type CheckChange = z.infer<typeof checkChangeSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
