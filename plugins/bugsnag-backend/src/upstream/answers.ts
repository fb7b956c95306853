// What version 2 of Bugsnag's Data Access API answers, as far as the portal reads it:
// https://developer.smartbear.com/bugsnag. Further fields are left alone, and null is as good as
// absent, since versions differ in both.
import { z } from 'zod';

/** Those of a list that aren't null. */
const listOf = <T>(item: z.ZodType<T>) =>
  z
    .array(z.union([z.null(), item]))
    .transform(items =>
      items.filter((one): one is Exclude<T, null> => one !== null),
    );

/** A text of Bugsnag's, no longer than the contract allows. */
const text = (max: number) =>
  z.string().transform(value => value.slice(0, max));
const optionalText = (max: number) =>
  text(max)
    .nullish()
    .transform(value => value || undefined);

/** A moment that can't be read is as good as none. */
const moment = z
  .string()
  .nullish()
  .transform(value => {
    const ms = Date.parse(value ?? '');
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
  });

const count = z
  .number()
  .nullish()
  .transform(value => Math.max(0, Math.round(value ?? 0)));

const shareValue = z
  .object({ value: z.number().nullish() })
  .nullish()
  .transform(target => {
    const value = target?.value ?? undefined;
    return value !== undefined && value >= 0 && value <= 1 ? value : undefined;
  });

/** `/user/organizations` */
export const organizationsAnswer = listOf(
  z.object({ id: z.string(), name: text(500), slug: text(500) }),
);

/** `/organizations/{id}/projects` */
export const projectsAnswer = listOf(
  z.object({
    id: z.string(),
    name: text(500),
    slug: text(500),
    api_key: optionalText(100),
    release_stages: z
      .array(text(100))
      .nullish()
      .transform(stages => (stages ?? []).slice(0, 100)),
    stability_target_type: z.string().nullish(),
    target_stability: shareValue,
    critical_stability: shareValue,
  }),
);

const linkedIssue = z.object({
  key: optionalText(100),
  number: z.number().nullish(),
  url: z.string().nullish(),
});

/** `/projects/{id}/errors` */
export const errorsAnswer = listOf(
  z.object({
    id: text(100),
    error_class: optionalText(500),
    message: optionalText(2000),
    context: optionalText(500),
    severity: optionalText(40),
    overridden_severity: optionalText(40),
    status: optionalText(40),
    events: count,
    users: count,
    first_seen: moment,
    last_seen: moment,
    first_seen_unfiltered: moment,
    last_seen_unfiltered: moment,
    release_stages: z
      .array(text(100))
      .nullish()
      .transform(stages => (stages ?? []).slice(0, 20)),
    linked_issues: z
      .array(linkedIssue)
      .nullish()
      .transform(issues => (issues ?? []).slice(0, 10)),
    comment_count: count,
  }),
);

/** `/projects/{id}/trend` */
export const trendAnswer = listOf(
  z.object({ from: moment, to: moment, events_count: count }),
);

/** `/projects/{id}/stability_trend` */
export const stabilityAnswer = z.object({
  release_stage_name: optionalText(100),
  timeline_points: z
    .array(
      z.object({
        bucket_start: moment,
        bucket_end: moment,
        total_sessions_count: count,
        unhandled_sessions_count: count,
        users_seen: count,
        users_with_unhandled: count,
      }),
    )
    .nullable()
    .transform(points => points ?? []),
});

/** `/projects/{id}/releases` */
export const releasesAnswer = listOf(
  z.object({
    id: text(100),
    app_version: optionalText(200),
    app_version_code: optionalText(200),
    app_bundle_version: optionalText(200),
    release_stage: z
      .union([z.string(), z.object({ name: z.string().nullish() })])
      .nullish()
      .transform(stage =>
        ((typeof stage === 'string' ? stage : stage?.name) ?? '').slice(0, 100),
      ),
    release_time: moment,
    errors_introduced_count: count,
    errors_seen_count: count,
    sessions_count_in_last_24h: count,
    total_sessions_count: count,
    unhandled_sessions_count: count,
    accumulative_daily_users_seen: count,
    accumulative_daily_users_with_unhandled: count,
    source_control: z.object({ commit_url: z.string().nullish() }).nullish(),
  }),
);

export type ProjectAnswer = z.infer<typeof projectsAnswer>[number];
export type ErrorAnswer = z.infer<typeof errorsAnswer>[number];
export type StabilityAnswer = z.infer<typeof stabilityAnswer>;
export type ReleaseAnswer = z.infer<typeof releasesAnswer>[number];
