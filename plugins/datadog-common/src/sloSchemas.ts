import { z } from 'zod';
import { pointSchema, subject, webUrl } from './fields';
import { freshness, momentSchema } from './freshness';
import { sloHistoryWindows } from './requests';

/** How an SLO is doing; `no_data` also where Datadog says something unknown. */
export const sloStateSchema = z.enum(['breached', 'warning', 'ok', 'no_data']);

/** An SLO over one of its time frames. */
export const sloStatusSchema = z.strictObject({
  /** Datadog's word: `7d`, `30d`, `90d`, `month`, … */
  timeframe: z.string().max(30),
  /** Percent. */
  target: z.number(),
  /** Percent that was reached; absent without data. */
  sli: z.number().optional(),
  /** Percent of the error budget that is left; below 0 when it is overspent. */
  errorBudgetRemaining: z.number().optional(),
  state: sloStateSchema,
});

export const sloSchema = z.strictObject({
  id: z.string().max(64),
  name: z.string().max(500),
  description: z.string().max(1000).optional(),
  /** Datadog's word: `metric`, `monitor`, `time_slice`. */
  type: z.string().max(50),
  /** The worst of its time frames. */
  state: sloStateSchema,
  statuses: z.array(sloStatusSchema).max(10),
  url: webUrl,
});

/** `GET …/slos?environment=`: the worst first. */
export const slosResponseSchema = z.strictObject({
  ...subject,
  slos: z.array(sloSchema).max(100),
  more: z.boolean(),
  ...freshness,
});

/** `GET …/slos/:sloId/history?environment=&window=` */
export const sloHistoryResponseSchema = z.strictObject({
  ...subject,
  sloId: z.string().max(64),
  window: z.enum(sloHistoryWindows),
  from: momentSchema,
  to: momentSchema,
  /** Percent over the whole window; absent without data. */
  sli: z.number().optional(),
  /** Percent, where the SLO has one for this window. */
  target: z.number().optional(),
  errorBudgetRemaining: z.number().optional(),
  /** Percent by day, or whether it was well (100 or 0) at its changes; the oldest first. */
  points: z.array(pointSchema).max(500),
  ...freshness,
});

export type SloState = z.infer<typeof sloStateSchema>;
export type SloStatus = z.infer<typeof sloStatusSchema>;
export type Slo = z.infer<typeof sloSchema>;
export type SlosResponse = z.infer<typeof slosResponseSchema>;
export type SloHistoryResponse = z.infer<typeof sloHistoryResponseSchema>;
