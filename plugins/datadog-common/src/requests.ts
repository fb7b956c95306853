import { z } from 'zod';

/** Path of every entity-scoped route: entity refs only, never services or tags. */
export const entityPathSchema = z.object({
  kind: z.string().min(1).max(63),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(63),
});

/** Path of an SLO; it has to be one of the entity's own. */
export const sloPathSchema = entityPathSchema.extend({
  sloId: z.string().regex(/^[\w-]{1,64}$/, 'is not the id of an SLO'),
});

/** Entity ref with its kind and namespace, such as `component:default/webapp`, in lower case. */
export const entityRefSchema = z
  .string()
  .max(255)
  .regex(
    /^[a-z]+:[\w.-]+\/[\w.-]+$/i,
    'is not an entity ref, such as component:default/webapp',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

export const noQuerySchema = z.strictObject({});

/** Name of an environment of the portal's configuration: the value of Datadog's tag `env`. */
export const environmentNameSchema = z
  .string()
  .regex(
    /^[\p{L}][\p{L}\p{N}_./-]{0,99}$/u,
    'is not the name of an environment',
  );

/** `?environment=` */
export const environmentQuerySchema = z.strictObject({
  environment: environmentNameSchema,
});

/** How far back charts and events go. */
export const periods = ['1h', '4h', '1d', '1w'] as const;

/** One of {@link periods}. */
export type Period = (typeof periods)[number];

/** `?environment=&period=` */
export const periodQuerySchema = z.strictObject({
  environment: environmentNameSchema,
  period: z.enum(periods).default('4h'),
});

/** How far back the history of an SLO goes. */
export const sloHistoryWindows = ['7d', '30d', '90d'] as const;

/** One of {@link sloHistoryWindows}. */
export type SloHistoryWindow = (typeof sloHistoryWindows)[number];

/** `?environment=&window=` */
export const sloHistoryQuerySchema = z.strictObject({
  environment: environmentNameSchema,
  window: z.enum(sloHistoryWindows).default('30d'),
});

/** Most entities of one `POST /summaries`. */
export const MAX_SUMMARIES = 100;

/** `POST /summaries` */
export const summariesRequestSchema = z.strictObject({
  entityRefs: z.array(entityRefSchema).min(1).max(MAX_SUMMARIES),
  environment: environmentNameSchema,
});

export type EnvironmentQuery = z.input<typeof environmentQuerySchema>;
export type PeriodQuery = z.input<typeof periodQuerySchema>;
export type SloHistoryQuery = z.input<typeof sloHistoryQuerySchema>;
export type SummariesRequest = z.input<typeof summariesRequestSchema>;
