import { z } from 'zod';

/** Path of every route: entity refs only, never the name or id of a project. */
export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

export const noQuerySchema = z.strictObject({});

/** What Bugsnag filters statuses by; an error may have another one, which newer versions add. */
export const errorStatuses = [
  'open',
  'in progress',
  'for_review',
  'snoozed',
  'fixed',
  'ignored',
] as const;

/** How bad an event was, the worst first. */
export const severities = ['error', 'warning', 'info'] as const;

/** Of which time events are counted. */
export const periods = ['24h', '7d', '30d'] as const;

/** By what errors are sorted. */
export const errorSorts = [
  'last_seen',
  'first_seen',
  'events',
  'users',
] as const;

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}+$/u, 'has a control character');

/** Several values with commas between, each once. */
function listOf<T extends string>(item: z.ZodType<T, string>, max: number) {
  return z
    .string()
    .max(2_000)
    .transform(value => [...new Set(value.split(','))])
    .pipe(z.array(item).min(1).max(max));
}

/** Name of a release stage, such as `production`; Bugsnag lets teams choose their own. */
export const stageSchema = text(100);

const filterFields = {
  status: listOf(z.enum(errorStatuses), errorStatuses.length).optional(),
  severity: listOf(z.enum(severities), severities.length).optional(),
  stage: listOf(stageSchema, 10).optional(),
  /** In class and message, as Bugsnag's own search does it. */
  search: text(200).optional(),
  period: z.enum(periods).default('30d'),
};

/** `GET /entities/:kind/:namespace/:name/trend?status=&severity=&stage=&search=&period=` */
export const trendQuerySchema = z.strictObject(filterFields);

/** `GET …/errors`: the filters of the trend, and which part of the list in which order. */
export const errorsQuerySchema = z.strictObject({
  ...filterFields,
  sort: z.enum(errorSorts).default('last_seen'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** Where a page begins, as the page before it said; the first page without it. */
  cursor: z
    .string()
    .min(1)
    .max(1_000)
    .regex(/^[\w-]+$/, 'is not a place in a list')
    .optional(),
});

/** `GET …/releases?stage=` */
export const releasesQuerySchema = z.strictObject({
  stage: stageSchema.optional(),
});

export type ErrorStatus = (typeof errorStatuses)[number];
export type Severity = (typeof severities)[number];
export type Period = (typeof periods)[number];
export type ErrorSort = (typeof errorSorts)[number];
export type TrendQuery = z.infer<typeof trendQuerySchema>;
export type ErrorsQuery = z.infer<typeof errorsQuerySchema>;
export type ReleasesQuery = z.infer<typeof releasesQuerySchema>;
