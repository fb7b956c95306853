import { z } from 'zod';
import { freshness, momentSchema, problemSchema } from './freshness';
import {
  historyMetricKeys,
  newCodeMeasuresSchema,
  overallMeasuresSchema,
  summaryMeasuresSchema,
} from './metrics';

const webUrl = z.url({ protocol: /^https?$/ }).max(2000);

/** `NONE`: no analysis yet, or the project has no quality gate. `WARN` is of old versions. */
export const gateStatusSchema = z.enum(['OK', 'WARN', 'ERROR', 'NONE']);

/** The project that stands behind an entity. */
export const projectSchema = z.strictObject({
  /** Name of the instance in the portal's configuration. */
  instance: z.string().max(100),
  /** Where people open that instance: the external address, without a slash at its end. */
  instanceUrl: webUrl,
  key: z.string().max(400),
  /** Its name in SonarQube. */
  name: z.string().max(2000),
});

/**
 * How the instance counts: `MQR` is the multi-quality-rule mode (from 10.8 on), where the metrics
 * `software_quality_…` are the ones to show; `STANDARD_EXPERIENCE` is bugs, vulnerabilities and
 * code smells.
 */
export const modeSchema = z.enum(['STANDARD_EXPERIENCE', 'MQR']);

/** `GET /entities/:kind/:namespace/:name/summary`: the main branch in a few numbers. */
export const summarySchema = z.strictObject({
  entityRef: z.string().max(255),
  project: projectSchema,
  /** The last analysis; absent when the project was never analysed. */
  analysedAt: momentSchema.optional(),
  gateStatus: gateStatusSchema,
  /** Absent where the instance wouldn't tell. */
  mode: modeSchema.optional(),
  measures: summaryMeasuresSchema,
  ...freshness,
});

/** One of many: its summary, or why there is none. */
export const summaryItemSchema = z.union([
  z.strictObject({ entityRef: z.string().max(255), summary: summarySchema }),
  z.strictObject({ entityRef: z.string().max(255), problem: problemSchema }),
]);

/** `POST /summaries`: in the order of the request, each entity once. */
export const summariesResponseSchema = z.strictObject({
  items: z.array(summaryItemSchema).max(100),
});

/**
 * How a metric is written: `RATING` is 1 (A) to 5 (E), `PERCENT` 0 to 100, `WORK_DUR` minutes,
 * `MILLISEC` milliseconds, `INT` and `FLOAT` numbers; `OTHER` is text.
 */
export const metricTypeSchema = z.enum([
  'INT',
  'FLOAT',
  'PERCENT',
  'RATING',
  'WORK_DUR',
  'MILLISEC',
  'OTHER',
]);

/** One condition of a quality gate. */
export const gateConditionSchema = z.strictObject({
  metric: z.string().max(100),
  /** SonarQube's name of the metric, such as `Coverage on New Code`. */
  metricName: z.string().max(200),
  metricType: metricTypeSchema,
  /** Whether it is about new code. */
  onNewCode: z.boolean(),
  /** It fails when the actual value is greater (`GT`), less (`LT`) … than the threshold. */
  comparator: z.enum(['GT', 'LT', 'EQ', 'NE']),
  /** As SonarQube writes them: a number in most cases. */
  threshold: z.string().max(200),
  actual: z.string().max(200).optional(),
  status: gateStatusSchema,
  /** How far a failed condition is from its threshold, in the unit of the metric; above 0. */
  missedBy: z.number().positive().optional(),
});

/** What counts as new code. */
export const newCodePeriodSchema = z.strictObject({
  /** SonarQube's word, such as `PREVIOUS_VERSION`, `NUMBER_OF_DAYS`, `REFERENCE_BRANCH`. */
  mode: z.string().max(100),
  parameter: z.string().max(400).optional(),
  since: momentSchema.optional(),
});

/** Which code was asked for; without either, the main branch. */
const codeSchema = z.strictObject({
  branch: z.string().max(255).optional(),
  pullRequest: z.string().max(64).optional(),
});

/** `GET /entities/:kind/:namespace/:name/details?branch=|pullRequest=` */
export const detailsResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  project: projectSchema,
  code: codeSchema,
  /** Page of that code in SonarQube. */
  url: webUrl,
  mode: modeSchema,
  analysedAt: momentSchema.optional(),
  /** Version of the project that was analysed. */
  version: z.string().max(400).optional(),
  gate: z.strictObject({
    status: gateStatusSchema,
    /** The failed ones first. */
    conditions: z.array(gateConditionSchema).max(100),
    /** Whether small changes are let off the conditions on coverage and duplication. */
    ignoredConditions: z.boolean(),
    newCodePeriod: newCodePeriodSchema.optional(),
  }),
  overall: overallMeasuresSchema,
  newCode: newCodeMeasuresSchema,
  ...freshness,
});

/** `GET /entities/:kind/:namespace/:name/history?branch=`: the last 30 days. */
export const historyResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  code: codeSchema,
  /** The window. */
  from: momentSchema,
  to: momentSchema,
  /** One a metric that has values; at most one point a day, its last, the oldest first. */
  series: z
    .array(
      z.strictObject({
        metric: z.enum(historyMetricKeys),
        points: z
          .array(z.strictObject({ at: momentSchema, value: z.number() }))
          .max(31),
      }),
    )
    .max(historyMetricKeys.length),
  ...freshness,
});

const MAX_BRANCHES = 200;

export const branchSchema = z.strictObject({
  name: z.string().max(255),
  isMain: z.boolean(),
  gateStatus: gateStatusSchema,
  analysedAt: momentSchema.optional(),
});

export const pullRequestSchema = z.strictObject({
  key: z.string().max(64),
  title: z.string().max(1000),
  branch: z.string().max(255),
  /** The branch that it goes into. */
  base: z.string().max(255).optional(),
  gateStatus: gateStatusSchema,
  analysedAt: momentSchema.optional(),
  /** Its page on GitHub or the like. */
  url: webUrl.optional(),
});

/** `GET /entities/:kind/:namespace/:name/branches` */
export const branchesResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  /** The main branch first, then those analysed last. */
  branches: z.array(branchSchema).max(MAX_BRANCHES),
  /** Those analysed last first. */
  pullRequests: z.array(pullRequestSchema).max(MAX_BRANCHES),
  /** False where the edition of SonarQube knows none. */
  pullRequestsSupported: z.boolean(),
  /** Whether SonarQube has more than are listed. */
  more: z.boolean(),
  ...freshness,
});

const severity = z.enum(['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO']);

/** What an issue does to a quality of the software, in the multi-quality-rule mode. */
export const impactSchema = z.strictObject({
  softwareQuality: z.enum(['RELIABILITY', 'SECURITY', 'MAINTAINABILITY']),
  severity: z.enum(['BLOCKER', 'HIGH', 'MEDIUM', 'LOW', 'INFO']),
});

export const issueSchema = z.strictObject({
  key: z.string().max(100),
  /** Key of its rule, such as `typescript:S1481`. */
  rule: z.string().max(300),
  ruleName: z.string().max(500).optional(),
  message: z.string().max(2000),
  type: z.enum(['BUG', 'VULNERABILITY', 'CODE_SMELL', 'SECURITY_HOTSPOT']),
  severity: severity.optional(),
  /** Empty where the instance doesn't tell. */
  impacts: z.array(impactSchema).max(3),
  /** Path within the repository; absent for an issue of the whole project. */
  file: z.string().max(1000).optional(),
  line: z.number().int().min(1).optional(),
  /** What it takes to mend it, as SonarQube writes it, such as `1h30min`. */
  effort: z.string().max(50).optional(),
  createdAt: momentSchema.optional(),
  /** Its page in SonarQube. */
  url: webUrl,
});

/** `GET …/issues?branch=|pullRequest=&scope=`: the open ones, the worst first. */
export const issuesResponseSchema = z.strictObject({
  entityRef: z.string().max(255),
  code: codeSchema,
  scope: z.enum(['overall', 'new']),
  mode: modeSchema,
  issues: z.array(issueSchema).max(20),
  /** How many there are in all. */
  total: z.number().int().min(0),
  /** All of them in SonarQube. */
  url: webUrl,
  ...freshness,
});

export type GateStatus = z.infer<typeof gateStatusSchema>;
export type Project = z.infer<typeof projectSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type SummaryItem = z.infer<typeof summaryItemSchema>;
export type SummariesResponse = z.infer<typeof summariesResponseSchema>;
export type MetricType = z.infer<typeof metricTypeSchema>;
export type GateCondition = z.infer<typeof gateConditionSchema>;
export type NewCodePeriod = z.infer<typeof newCodePeriodSchema>;
export type Mode = z.infer<typeof modeSchema>;
export type DetailsResponse = z.infer<typeof detailsResponseSchema>;
export type HistoryResponse = z.infer<typeof historyResponseSchema>;
export type Branch = z.infer<typeof branchSchema>;
export type PullRequest = z.infer<typeof pullRequestSchema>;
export type BranchesResponse = z.infer<typeof branchesResponseSchema>;
export type Impact = z.infer<typeof impactSchema>;
export type Issue = z.infer<typeof issueSchema>;
export type IssuesResponse = z.infer<typeof issuesResponseSchema>;
