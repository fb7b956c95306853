import { z } from 'zod';
import { incidentSchema } from './activitySchemas';
import { count, entityRef, service, subject, webUrl } from './fields';
import { partSchema, problemSchema } from './freshness';
import { healthSchema } from './health';
import { monitorCountsSchema } from './monitorSchemas';
import { environmentNameSchema, MAX_SUMMARIES } from './requests';
import { sloStatusSchema } from './sloSchemas';

/** An environment of the portal's configuration. */
export const environmentSchema = z.strictObject({
  name: environmentNameSchema,
  /** For people. */
  title: z.string().max(100),
});

/** `GET /site`: where Datadog is, which environments there are and what may be embedded. */
export const siteResponseSchema = z.strictObject({
  site: z.string().max(100),
  /** Origin of Datadog's web application; for the links of `links.ts`. */
  webUrl,
  /** The first one is shown first. */
  environments: z.array(environmentSchema).min(1).max(20),
  /** Whether there are keys, so that there is data; without them there are embeds only. */
  hasKeys: z.boolean(),
  /** Hosts that frames may show, and no others. */
  embedHosts: z.array(z.string().max(255)).max(50),
  /** Those of them that the portal's own `backend.csp.frame-src` doesn't let through. */
  embedHostsBlocked: z.array(z.string().max(255)).max(50),
});

/** Monitors in a few numbers. */
export const monitorSummarySchema = z.strictObject({
  health: healthSchema,
  counts: monitorCountsSchema,
});

/** SLOs in a few numbers. */
export const sloSummarySchema = z.strictObject({
  total: count,
  breached: count,
  warning: count,
  /** The one with the least error budget left, in its worst time frame. */
  worst: z
    .strictObject({
      id: z.string().max(64),
      name: z.string().max(500),
      status: sloStatusSchema,
      url: webUrl,
    })
    .optional(),
});

/** Incidents in progress in a few words. */
export const incidentSummarySchema = z.strictObject({
  total: count,
  /** The gravest ones. */
  gravest: z.array(incidentSchema).max(3),
});

/** `GET …/summary?environment=`: each part fails by itself. */
export const summarySchema = z.strictObject({
  ...subject,
  service: service.optional(),
  monitors: partSchema(monitorSummarySchema),
  slos: partSchema(sloSummarySchema),
  incidents: partSchema(incidentSummarySchema),
  /** The service in Datadog, or its monitors. */
  url: webUrl,
});

/** One of many: its summary, or why there is none. */
export const summaryItemSchema = z.union([
  z.strictObject({ entityRef, summary: summarySchema }),
  z.strictObject({ entityRef, problem: problemSchema }),
]);

/** `POST /summaries`: in the order of the request, each entity once. */
export const summariesResponseSchema = z.strictObject({
  environment: environmentNameSchema,
  items: z.array(summaryItemSchema).max(MAX_SUMMARIES),
});

export type Environment = z.infer<typeof environmentSchema>;
export type SiteResponse = z.infer<typeof siteResponseSchema>;
export type MonitorSummary = z.infer<typeof monitorSummarySchema>;
export type SloSummary = z.infer<typeof sloSummarySchema>;
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;
export type Summary = z.infer<typeof summarySchema>;
export type SummaryItem = z.infer<typeof summaryItemSchema>;
export type SummariesResponse = z.infer<typeof summariesResponseSchema>;
