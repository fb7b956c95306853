// What Datadog's API answers, as far as the portal reads it: https://docs.datadoghq.com/api.
// Further fields are left alone, what is null counts as absent, and an entry of a list that can't be
// read is left out: Datadog adds words and fields without a new version.
import { monitorStateSchema } from '@internal/plugin-datadog-common';
import { z } from 'zod';

/** A text of Datadog's, no longer than the contract allows. */
const text = (max: number) =>
  z.string().transform(value => value.slice(0, max));

/** Null is as good as absent. */
const maybe = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(undefined)
    .transform(value => value ?? undefined);

/** The entries that can be read. */
const listOf = <T extends z.ZodType>(schema: T) =>
  z.array(z.unknown()).transform(items =>
    items.flatMap((item): Array<z.infer<T>> => {
      const parsed = schema.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    }),
  );

const isoOf = (ms: number) => {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

/** ISO 8601, as Datadog writes it with or without milliseconds and with an offset. */
const moment = z.string().transform(value => isoOf(Date.parse(value)));
const seconds = z.number().transform(value => isoOf(value * 1000));

const tags = maybe(listOf(text(200))).transform(value =>
  (value ?? []).map(tag => tag.toLowerCase()),
);

const monitorState = monitorStateSchema.catch('Unknown');

const groupAnswer = z.object({
  status: monitorState,
  last_triggered_ts: maybe(seconds),
  last_nodata_ts: maybe(seconds),
});

const groupsAnswer = z.record(z.string(), z.unknown()).transform(groups =>
  Object.entries(groups).flatMap(([name, group]) => {
    const parsed = groupAnswer.safeParse(group);
    return parsed.success ? [{ name: name.slice(0, 500), ...parsed.data }] : [];
  }),
);

/** An entry of `GET /api/v1/monitor`. */
const monitorAnswer = z.object({
  id: z.number().int(),
  name: maybe(text(500)),
  type: maybe(text(100)),
  query: maybe(text(2000)),
  tags,
  priority: maybe(z.number().int().min(1).max(5)),
  overall_state: maybe(monitorState),
  overall_state_modified: maybe(moment),
  state: maybe(z.object({ groups: maybe(groupsAnswer) })),
  matching_downtimes: maybe(
    listOf(
      z.object({
        scope: maybe(listOf(text(500))),
        start: maybe(z.number()),
        end: maybe(z.number()),
      }),
    ),
  ),
});

/** `GET /api/v1/monitor`; `read` counts entries that can't be read too. */
export const monitorsAnswer = z.array(z.unknown()).transform(items => ({
  read: items.length,
  monitors: listOf(monitorAnswer).parse(items),
}));

const sloStatusAnswer = z.object({
  timeframe: text(30),
  target: z.number(),
  status: maybe(z.number()),
  error_budget_remaining: maybe(z.number()),
  state: maybe(z.string()),
});

const sloAnswer = z.object({
  data: z.object({
    id: z.string().regex(/^[\w-]{1,64}$/),
    attributes: z.object({
      name: maybe(text(500)),
      description: maybe(text(1000)),
      slo_type: maybe(text(50)),
      all_tags: tags,
      service_tags: tags,
      team_tags: tags,
      env_tags: tags,
      overall_status: maybe(listOf(sloStatusAnswer)),
    }),
  }),
});

/** `GET /api/v1/slo/search` */
export const slosAnswer = z.object({
  data: z.object({
    attributes: z.object({
      slos: z.array(z.unknown()).transform(items => ({
        read: items.length,
        slos: listOf(sloAnswer)
          .parse(items)
          .map(({ data }) => data),
      })),
    }),
  }),
});

const numbers = z.array(z.number().nullable());

/** `GET /api/v1/slo/{id}/history` */
export const sloHistoryAnswer = z.object({
  data: z.object({
    overall: maybe(
      z.object({
        sli_value: maybe(z.number()),
        error_budget_remaining: maybe(
          z.record(z.string(), z.number().nullable()),
        ),
        /** Moment in seconds, and 0 for up, 1 for down, 2 for no data. */
        history: maybe(listOf(z.tuple([z.number(), z.number()]))),
      }),
    ),
    series: maybe(
      z.object({
        times: z.array(z.number()),
        numerator: z.object({ values: numbers }),
        denominator: z.object({ values: numbers }),
      }),
    ),
    thresholds: maybe(
      z.record(z.string(), maybe(z.object({ target: z.number() }))),
    ),
  }),
});

/** A field of an incident: one value or several. */
const incidentField = maybe(
  z.object({
    value: z
      .union([z.string(), z.array(z.unknown())])
      .nullish()
      .transform(value =>
        (Array.isArray(value) ? value : [value])
          .filter(one => typeof one === 'string')
          .map(one => one.toLowerCase()),
      ),
  }),
).transform(field => field?.value ?? []);

const incidentAnswer = z.object({
  data: z.object({
    id: text(100),
    attributes: z.object({
      public_id: z.number().int(),
      title: text(500),
      severity: maybe(text(30)),
      state: maybe(text(50)),
      declared: maybe(moment),
      detected: maybe(moment),
      created: maybe(moment),
      customer_impacted: maybe(z.boolean()),
      customer_impact_scope: maybe(text(1000)),
      fields: maybe(
        z.object({
          services: incidentField,
          env: incidentField,
        }),
      ),
    }),
  }),
});

/** `GET /api/v2/incidents/search` */
export const incidentsAnswer = z.object({
  data: z.object({
    attributes: z.object({
      total: maybe(z.number()),
      incidents: z.array(z.unknown()).transform(items => ({
        read: items.length,
        incidents: listOf(incidentAnswer)
          .parse(items)
          .map(({ data }) => data),
      })),
    }),
  }),
});

const eventAnswer = z.object({
  id: text(200),
  attributes: z.object({
    timestamp: moment,
    message: maybe(text(1000)),
    attributes: maybe(
      z.object({
        title: maybe(text(500)),
        status: maybe(z.string()),
        source_type_name: maybe(text(100)),
      }),
    ),
  }),
});

/** `GET /api/v2/events` */
export const eventsAnswer = z.object({
  data: listOf(eventAnswer),
  meta: maybe(z.object({ page: maybe(z.object({ after: z.string() })) })),
});

/** `GET /api/v1/dashboard` */
export const dashboardsAnswer = z.object({
  dashboards: z.array(z.unknown()).transform(items => ({
    read: items.length,
    dashboards: listOf(
      z.object({
        id: z.string().regex(/^[\w-]{1,100}$/),
        title: maybe(text(500)),
        description: maybe(text(1000)),
        author_handle: maybe(text(200)),
        modified_at: maybe(moment),
      }),
    ).parse(items),
  })),
});

/** `GET /api/v1/service_dependencies` */
export const dependenciesAnswer = z
  .record(z.string(), z.object({ calls: maybe(listOf(text(100))) }))
  .transform(services =>
    Object.entries(services).map(([name, { calls = [] }]) => ({
      name: name.slice(0, 100).toLowerCase(),
      calls: calls.map(call => call.toLowerCase()),
    })),
  );

/** `POST /api/v2/query/timeseries` */
export const timeseriesAnswer = z.object({
  data: z.object({
    attributes: z.object({
      times: z.array(z.number()),
      series: z.array(
        z.object({
          query_index: maybe(z.number()),
          unit: maybe(
            z.array(
              maybe(
                z.object({
                  family: maybe(z.string()),
                  scale_factor: maybe(z.number().positive()),
                }),
              ),
            ),
          ),
        }),
      ),
      values: z.array(numbers),
    }),
  }),
});

export type MonitorAnswer = z.infer<typeof monitorAnswer>;
export type SloAnswer = z.infer<typeof sloAnswer>['data'];
export type SloHistoryAnswer = z.infer<typeof sloHistoryAnswer>['data'];
export type IncidentAnswer = z.infer<typeof incidentAnswer>['data'];
export type EventAnswer = z.infer<typeof eventAnswer>;
export type DashboardAnswer = z.infer<
  typeof dashboardsAnswer
>['dashboards']['dashboards'][number];
export type ServiceCalls = z.infer<typeof dependenciesAnswer>;
export type TimeseriesAnswer = z.infer<
  typeof timeseriesAnswer
>['data']['attributes'];
