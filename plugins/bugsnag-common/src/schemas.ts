import { z } from 'zod';
import { freshness, momentSchema, problemSchema } from './freshness';

const webUrl = z.url({ protocol: /^https?$/ }).max(2000);
const count = z.number().int().min(0);
/** From 0 to 1. */
const share = z.number().min(0).max(1);

/** How many rows a page of errors has at most. */
export const MAX_PAGE = 100;

/** The project that stands behind an entity. */
export const projectSchema = z.strictObject({
  /** Its name in Bugsnag. */
  name: z.string().max(500),
  organization: z.string().max(500),
  /** Its page in Bugsnag's dashboard. */
  url: webUrl,
  /** Release stages that Bugsnag has seen, such as `production`. */
  stages: z.array(z.string().max(100)).max(100),
});

/** An issue in another tracker that belongs to an error. */
export const linkedIssueSchema = z.strictObject({
  /** Its key or number there, such as `WEB-142`. */
  label: z.string().max(100),
  url: webUrl,
});

/** Events of the same cause. */
export const errorSchema = z.strictObject({
  id: z.string().max(100),
  /** Such as `TypeError`. */
  errorClass: z.string().max(500),
  message: z.string().max(2000),
  /** Where in the application, such as a route or a screen; where Bugsnag knows it. */
  context: z.string().max(500).optional(),
  /** `error`, `warning`, `info`; as Bugsnag writes it, where it is another. */
  severity: z.string().max(40),
  /** One of `errorStatuses`; as Bugsnag writes it, where it is another. */
  status: z.string().max(40),
  /** In the period and by the filters that were asked for. */
  events: count,
  users: count,
  /** Release stages that it occurred in. */
  stages: z.array(z.string().max(100)).max(20),
  /** Ever, not only in the period. */
  firstSeen: momentSchema.optional(),
  lastSeen: momentSchema.optional(),
  issues: z.array(linkedIssueSchema).max(10),
  comments: count,
  /** Its page in Bugsnag's dashboard. */
  url: webUrl,
});

/** What the stability of a project is held against. */
export const targetSchema = z.strictObject({
  /** Whether sessions or users without a crash are counted. */
  of: z.enum(['sessions', 'users']),
  /** What the team wants at least. */
  target: share.optional(),
  /** Below this it is critical. */
  critical: share.optional(),
});

/** How stable a release or a day was; a share is absent where nothing was counted. */
const stability = {
  sessions: count,
  /** Share of sessions without an unhandled error. */
  sessionStability: share.optional(),
  users: count,
  /** Share of users without an unhandled error. */
  userStability: share.optional(),
};

/** The sessions of a day. */
export const stabilityPointSchema = z.strictObject({
  from: momentSchema,
  to: momentSchema,
  ...stability,
});

/** `GET /entities/:kind/:namespace/:name/summary`: a project in a few numbers. */
export const summarySchema = z.strictObject({
  entityRef: z.string().max(255),
  project: projectSchema,
  /** Open errors that occurred in the last 30 days; absent where Bugsnag doesn't count them. */
  openErrors: count.optional(),
  /** Those of them that most users met. */
  worst: z.array(errorSchema).max(3),
  target: targetSchema.optional(),
  /** The last day with sessions; absent when there was none. */
  stability: stabilityPointSchema.optional(),
  /** Why stability isn't known, where Bugsnag wouldn't tell it. */
  stabilityProblem: problemSchema.optional(),
  ...freshness,
});

/** `GET …/errors`: a page of the list. */
export const errorsResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  project: projectSchema,
  errors: z.array(errorSchema).max(MAX_PAGE),
  /** How many errors come before this page. */
  before: count,
  /** How many there are in all; absent where Bugsnag doesn't count them. */
  total: count.optional(),
  /** Where the next page begins; absent on the last. */
  nextCursor: z.string().max(1_000).optional(),
  ...freshness,
});

/** `GET …/trend`: how many events there were in each stretch of the period. */
export const trendResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  buckets: z
    .array(
      z.strictObject({ from: momentSchema, to: momentSchema, events: count }),
    )
    .max(100),
  ...freshness,
});

/** `GET …/stability`: the sessions of the last days, in the project's main release stage. */
export const stabilityResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  stage: z.string().max(100).optional(),
  target: targetSchema.optional(),
  /** The oldest first. */
  points: z.array(stabilityPointSchema).max(100),
  ...freshness,
});

export const releaseSchema = z.strictObject({
  id: z.string().max(100),
  version: z.string().max(200),
  /** Build number or bundle version, where there is one. */
  build: z.string().max(200).optional(),
  stage: z.string().max(100),
  releasedAt: momentSchema.optional(),
  ...stability,
  /** Sessions of the last 24 hours: who still uses it. */
  sessionsLastDay: count,
  /** Errors that were first seen in it. */
  newErrors: count,
  errorsSeen: count,
  /** The commit that it was built of. */
  commitUrl: webUrl.optional(),
});

/** `GET …/releases?stage=`: the latest ones. */
export const releasesResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  target: targetSchema.optional(),
  releases: z.array(releaseSchema).max(10),
  ...freshness,
});

export type Project = z.infer<typeof projectSchema>;
export type BugsnagError = z.infer<typeof errorSchema>;
export type StabilityTarget = z.infer<typeof targetSchema>;
export type StabilityPoint = z.infer<typeof stabilityPointSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type ErrorsResponse = z.infer<typeof errorsResponseSchema>;
export type TrendResponse = z.infer<typeof trendResponseSchema>;
export type StabilityResponse = z.infer<typeof stabilityResponseSchema>;
export type Release = z.infer<typeof releaseSchema>;
export type ReleasesResponse = z.infer<typeof releasesResponseSchema>;
