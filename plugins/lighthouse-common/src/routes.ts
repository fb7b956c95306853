import { z } from 'zod';
import {
  auditIdSchema,
  auditSchema,
  formFactorSchema,
  momentSchema,
} from './audits';

/** Longest address that a route takes before it says that it is too long. */
const GIVEN_URL_MAX_LENGTH = 20_000;

export const noQuerySchema = z.strictObject({});

export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

export const auditPathSchema = z.object({ id: auditIdSchema });

/** `/websites/:url`: the address, encoded whole. */
export const websitePathSchema = z.object({
  url: z.string().min(1).max(GIVEN_URL_MAX_LENGTH),
});

const offset = z.coerce.number().int().min(0).max(1_000_000).default(0);

/** `GET /websites` */
export const websitesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset,
  /** Part of the address. */
  q: z
    .string()
    .max(200)
    // PostgreSQL takes no text with a NUL in it.
    .regex(/^\P{Cc}*$/u, 'must not have control characters')
    .optional(),
});

/** `GET /websites/:url` */
export const websiteQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset,
  formFactor: formFactorSchema.optional(),
});

/** `GET /audits/:id/comparison` */
export const comparisonQuerySchema = z.strictObject({
  /** The earlier audit; without it the completed one before of the same page and form factor. */
  with: auditIdSchema.optional(),
});

/** `POST /audits` */
export const createAuditRequestSchema = z.strictObject({
  url: z.string().max(GIVEN_URL_MAX_LENGTH),
  formFactor: formFactorSchema,
});

/** Answer of `POST /audits`: 201 for a new one, 200 when it joined one that waits or runs. */
export const createAuditResponseSchema = z.strictObject({
  audit: auditSchema,
  joined: z.boolean(),
});

/** Answer of `GET /audits/:id` and of `DELETE /audits/:id`. */
export const auditResponseSchema = z.strictObject({
  audit: auditSchema,
  /** The completed audit before it of the same page and form factor: what it compares with. */
  previousAuditId: auditIdSchema.optional(),
});

/** `GET /state`: whether the portal can audit, and when it does so by itself. */
export const lighthouseStateSchema = z.strictObject({
  runner: z.discriminatedUnion('available', [
    z.strictObject({
      available: z.literal(true),
      /** Who measures. */
      kind: z.enum(['portal', 'audit-service']),
      /** Versions, where they are known. */
      lighthouse: z.string().max(60).optional(),
      chromium: z.string().max(60).optional(),
    }),
    z.strictObject({
      available: z.literal(false),
      kind: z.enum(['portal', 'audit-service']),
      /** Why not. */
      reason: z.string().max(500),
      /** What the platform team can do. */
      remedy: z.string().max(500),
    }),
  ]),
  schedule: z
    .strictObject({
      cron: z.string().max(200),
      formFactors: z.array(formFactorSchema).max(2),
    })
    .optional(),
  queue: z.strictObject({
    waiting: z.number().int().min(0),
    running: z.number().int().min(0),
  }),
  /** What the platform team has to say about the audits here, such as where they were run. */
  notice: z.string().max(500).optional(),
  /** What the caller may do. */
  may: z.strictObject({ create: z.boolean(), delete: z.boolean() }),
  /** When this was true. */
  at: momentSchema,
});

export type WebsitesQuery = z.infer<typeof websitesQuerySchema>;
export type WebsiteQuery = z.infer<typeof websiteQuerySchema>;
export type CreateAuditRequest = z.infer<typeof createAuditRequestSchema>;
export type CreateAuditResponse = z.infer<typeof createAuditResponseSchema>;
export type AuditResponse = z.infer<typeof auditResponseSchema>;
export type LighthouseState = z.infer<typeof lighthouseStateSchema>;
