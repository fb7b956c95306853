import { z } from 'zod';

/**
 * What the portal reads of a Lighthouse report (LHR). Everything else is kept as it is, for
 * Lighthouse's own report renderer. Known from Lighthouse 9 (audit-service) to 13.
 */
export const lhrSchema = z.looseObject({
  requestedUrl: z.string().max(10_000).optional(),
  finalUrl: z.string().max(10_000).optional(),
  finalDisplayedUrl: z.string().max(10_000).optional(),
  fetchTime: z.string().max(60),
  lighthouseVersion: z.string().max(60),
  configSettings: z.looseObject({
    formFactor: z.string().max(40).optional(),
    emulatedFormFactor: z.string().max(40).optional(),
  }),
  /** Why nothing could be measured; then all scores are null. */
  runtimeError: z
    .looseObject({
      code: z.string().max(200),
      message: z.string().max(10_000).default(''),
    })
    .optional(),
  runWarnings: z.array(z.unknown()).max(200).default([]),
  categories: z.record(
    z.string().max(100),
    z.looseObject({
      id: z.string().max(100).optional(),
      title: z.string().max(500),
      score: z.number().min(0).max(1).nullable().default(null),
      auditRefs: z
        .array(z.looseObject({ id: z.string().max(200) }))
        .max(1000)
        .default([]),
    }),
  ),
  audits: z.record(
    z.string().max(200),
    z.looseObject({
      title: z.string().max(5000),
      score: z.number().min(0).max(1).nullable().default(null),
      scoreDisplayMode: z.string().max(60).optional(),
      displayValue: z.string().max(5000).optional(),
      numericValue: z.number().optional(),
      numericUnit: z.string().max(60).optional(),
    }),
  ),
});

/** A Lighthouse report. */
export type Lhr = z.infer<typeof lhrSchema>;
