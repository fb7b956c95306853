// What SonarQube's Web API answers, as far as the portal reads it: https://docs.sonarsource.com,
// "Web API". Further fields are left alone, as versions add some.
import { gateStatusSchema } from '@internal/plugin-sonarqube-insights-common';
import { z } from 'zod';

/** SonarQube writes `2026-11-22T10:00:00+0000`; the contract has UTC with a Z. */
const moment = z.string().transform((text, context) => {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) {
    context.addIssue({ code: 'custom', message: 'is not a date' });
    return z.NEVER;
  }
  return new Date(ms).toISOString();
});

// A status that nobody knows yet says nothing.
const gateStatus = gateStatusSchema.catch('NONE');

/** A text of SonarQube's, no longer than the contract allows. */
const text = (max: number) =>
  z.string().transform(value => value.slice(0, max));

/** `api/components/show` */
export const componentAnswer = z.object({
  component: z.object({
    name: text(2000),
    analysisDate: moment.optional(),
    version: text(400).optional(),
  }),
});

/** `api/metrics/search` */
export const metricsAnswer = z.object({
  metrics: z.array(
    z.object({
      key: text(100),
      type: z.string(),
      name: text(200).optional(),
    }),
  ),
  total: z.number(),
});

/** `api/measures/component`; those of new code have their value in a period. */
export const measuresAnswer = z.object({
  component: z.object({
    measures: z.array(
      z
        .object({
          metric: z.string(),
          value: z.string().optional(),
          period: z.object({ value: z.string().optional() }).optional(),
        })
        .transform(({ metric, value, period }) => ({
          metric,
          value: value ?? period?.value,
        })),
    ),
  }),
});

/** `api/measures/search_history` */
export const historyAnswer = z.object({
  paging: z.object({ total: z.number() }),
  measures: z.array(
    z.object({
      metric: z.string(),
      history: z.array(
        z.object({ date: moment, value: z.string().optional() }),
      ),
    }),
  ),
});

/** `api/qualitygates/project_status` */
export const projectStatusAnswer = z.object({
  projectStatus: z.object({
    status: gateStatus,
    ignoredConditions: z.boolean().default(false),
    conditions: z
      .array(
        z.object({
          status: gateStatus,
          metricKey: text(100),
          comparator: z.string(),
          errorThreshold: text(200).optional(),
          actualValue: text(200).optional(),
        }),
      )
      .default([]),
    period: z
      .object({
        mode: text(100),
        date: moment.optional(),
        parameter: text(400).optional(),
      })
      .optional(),
  }),
});

/** `api/v2/clean-code-policy/mode` */
export const modeAnswer = z.object({ mode: z.string() });

const analysed = {
  status: z.object({ qualityGateStatus: gateStatus.optional() }).optional(),
  analysisDate: moment.optional(),
};

/** `api/project_branches/list` */
export const branchesAnswer = z.object({
  branches: z.array(
    z.object({ name: text(255), isMain: z.boolean(), ...analysed }),
  ),
});

/** `api/project_pull_requests/list` */
export const pullRequestsAnswer = z.object({
  pullRequests: z.array(
    z.object({
      key: text(64),
      title: text(1000).default(''),
      branch: text(255).default(''),
      base: text(255).optional(),
      url: z.string().optional(),
      ...analysed,
    }),
  ),
});

/** `api/issues/search` */
export const issuesAnswer = z.object({
  total: z.number().int().min(0),
  issues: z.array(
    z.object({
      key: text(100),
      rule: text(300),
      severity: z.string().optional(),
      component: z.string(),
      line: z.number().int().min(1).optional(),
      message: text(2000).default(''),
      effort: text(50).optional(),
      creationDate: moment.optional(),
      type: z.string().optional(),
      impacts: z
        .array(z.object({ softwareQuality: z.string(), severity: z.string() }))
        .default([]),
    }),
  ),
  components: z
    .array(z.object({ key: z.string(), path: text(1000).optional() }))
    .default([]),
  rules: z.array(z.object({ key: z.string(), name: text(500) })).default([]),
});

export type ProjectStatus = z.infer<
  typeof projectStatusAnswer
>['projectStatus'];
export type IssuesAnswer = z.infer<typeof issuesAnswer>;
export type HistoryAnswer = z.infer<typeof historyAnswer>;
