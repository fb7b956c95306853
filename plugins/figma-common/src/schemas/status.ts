import { z } from 'zod';
import { momentSchema, problemSchema } from '../freshness';
import { count } from './fields';

/** What the portal may still ask of one of Figma's rate tiers. */
export const budgetSchema = z.strictObject({
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Calls a minute that the portal allows itself. */
  perMinute: z.number().min(0),
  /** Calls left at this moment. */
  left: count,
  /** Calls since the start of this process. */
  calls: count,
  /** Figma told to wait until then (429 with `Retry-After`); absent when it didn't. */
  blockedUntil: momentSchema.optional(),
});

/** `GET /status`: for the platform team. */
export const statusResponseSchema = z.strictObject({
  configured: z.boolean(),
  /** Plan that the budgets are for, by the configuration. */
  plan: z.string().max(50).optional(),
  budgets: z.array(budgetSchema).max(3),
  /** What the last 429 said: Figma's words in `X-Figma-Plan-Tier` and `X-Figma-Rate-Limit-Type`. */
  lastLimit: z
    .strictObject({
      at: momentSchema,
      planTier: z.string().max(50).optional(),
      /** `low` is a Viewer or Collaborator seat, `high` a Dev or Full seat. */
      limitType: z.string().max(50).optional(),
    })
    .optional(),
  /** The last failure that the platform team can mend: token, scope, address. */
  lastProblem: problemSchema.extend({ at: momentSchema }).optional(),
  webhook: z.strictObject({
    /** Whether a passcode is configured, so that deliveries are taken. */
    configured: z.boolean(),
    lastDeliveryAt: momentSchema.optional(),
    /** Deliveries turned away since the start of this process. */
    refused: count,
  }),
  stored: z.strictObject({
    files: count,
    images: count,
    imageBytes: count,
  }),
});

export type Budget = z.infer<typeof budgetSchema>;
export type StatusResponse = z.infer<typeof statusResponseSchema>;
