import { z } from 'zod';
import { entityRef, pointSchema, service, subject, webUrl } from './fields';
import { freshness, momentSchema } from './freshness';
import { periods } from './requests';

/** `GET …/signals?environment=&period=`: the golden signals; a gap is a missing point. */
export const signalsResponseSchema = z.strictObject({
  ...subject,
  service,
  period: z.enum(periods),
  from: momentSchema,
  to: momentSchema,
  intervalSeconds: z.number().int().positive(),
  /** Requests a second. */
  requests: z.array(pointSchema).max(500),
  /** Errors a second. */
  errors: z.array(pointSchema).max(500),
  /** Milliseconds that 95 of 100 requests stay below. */
  p95: z.array(pointSchema).max(500),
  /** The service in Datadog. */
  url: webUrl,
  ...freshness,
});

export const incidentSchema = z.strictObject({
  id: z.string().max(100),
  /** The number that people call it by. */
  publicId: z.number().int(),
  title: z.string().max(500),
  /** `SEV-1` is the worst; `UNKNOWN` before somebody said. */
  severity: z.string().max(30),
  /** `active` or `stable`: what is resolved isn't listed. */
  state: z.string().max(50),
  /** When it was declared, or found. */
  since: momentSchema.optional(),
  customerImpacted: z.boolean(),
  /** What customers feel, in the words of those at work on it. */
  customerImpact: z.string().max(1000).optional(),
  url: webUrl,
});

/**
 * `GET …/incidents?environment=`: those in progress, the gravest first. An incident of Datadog is
 * of every environment, unless it has a field `env`.
 */
export const incidentsResponseSchema = z.strictObject({
  ...subject,
  service,
  incidents: z.array(incidentSchema).max(50),
  more: z.boolean(),
  ...freshness,
});

export const eventSchema = z.strictObject({
  id: z.string().max(200),
  title: z.string().max(500),
  /** Plain text. */
  message: z.string().max(1000).optional(),
  at: momentSchema,
  status: z.enum(['error', 'warning', 'success', 'info']),
  /** Where it comes from, such as `github`. */
  source: z.string().max(100).optional(),
});

/** `GET …/events?environment=&period=`: the newest first. */
export const eventsResponseSchema = z.strictObject({
  ...subject,
  service,
  period: z.enum(periods),
  events: z.array(eventSchema).max(50),
  more: z.boolean(),
  url: webUrl,
  ...freshness,
});

export const dashboardSchema = z.strictObject({
  id: z.string().max(100),
  title: z.string().max(500),
  description: z.string().max(1000).optional(),
  /** Who made it: a handle. */
  author: z.string().max(200).optional(),
  changedAt: momentSchema.optional(),
  /** Whether an annotation names it, or its title the service. */
  foundBy: z.enum(['annotation', 'title']),
  url: webUrl,
});

/** `GET …/dashboards`: those of the annotation first. Dashboards are of every environment. */
export const dashboardsResponseSchema = z.strictObject({
  entityRef,
  dashboards: z.array(dashboardSchema).max(50),
  more: z.boolean(),
  ...freshness,
});

export type Point = z.infer<typeof pointSchema>;
export type SignalsResponse = z.infer<typeof signalsResponseSchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type IncidentsResponse = z.infer<typeof incidentsResponseSchema>;
export type DatadogEvent = z.infer<typeof eventSchema>;
export type EventsResponse = z.infer<typeof eventsResponseSchema>;
export type Dashboard = z.infer<typeof dashboardSchema>;
export type DashboardsResponse = z.infer<typeof dashboardsResponseSchema>;
