import type { Request } from 'express';
import { z } from 'zod';
import { invalid } from './DatadogError';
import type { Organization } from './Organization';
import { numberParam, param, spanOf } from './query';
import type { ServiceSeed } from './types';

/** `GET /api/v1/service_dependencies`: who calls whom in an environment. */
export function serviceDependencies(req: Request, org: Organization): object {
  const env = param(req, 'env');
  if (!env) {
    throw invalid('Missing required parameter env');
  }
  for (const name of ['start', 'end']) {
    numberParam(req, name, { fallback: 0, min: 0, max: 1e11 });
  }
  return Object.fromEntries(
    org.seed.services
      .filter(service => service.env === env)
      .map(({ name, calls }) => [name, { calls }]),
  );
}

const SECOND = {
  family: 'time',
  name: 'second',
  plural: 'seconds',
  short_name: 's',
  scale_factor: 1,
};

const STATS = [
  'errors',
  'errors_per_second',
  'error_rate',
  'hits',
  'hits_per_second',
  'latency_avg',
  'latency_p50',
  'latency_p95',
  'latency_p99',
] as const;

const requestSchema = z.strictObject({
  data: z.strictObject({
    type: z.literal('timeseries_request'),
    attributes: z.strictObject({
      from: z.number().int(),
      to: z.number().int(),
      interval: z.number().int().min(1).optional(),
      formulas: z
        .array(z.strictObject({ formula: z.string().regex(/^\w+$/) }))
        .optional(),
      queries: z
        .array(
          z.strictObject({
            data_source: z.literal('apm_metrics'),
            name: z.string().regex(/^\w+$/),
            stat: z.enum(STATS),
            service: z.string(),
            query_filter: z.string().regex(/^env:\S+$/),
          }),
        )
        .min(1),
    }),
  }),
});

/** `POST /api/v2/query/timeseries`, of APM's own metrics. */
export function queryTimeseries(body: unknown, org: Organization): object {
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) {
    throw invalid(z.prettifyError(parsed.error));
  }
  const {
    from,
    to,
    interval = 60_000,
    queries,
    formulas,
  } = parsed.data.data.attributes;
  if (from >= to || (to - from) / interval > 1500) {
    throw invalid('Invalid time range or interval');
  }
  const asked = formulas
    ? formulas.map(({ formula }) =>
        queries.find(({ name }) => name === formula),
      )
    : queries;
  const times: number[] = [];
  for (
    let at = Math.ceil(from / interval) * interval;
    at < to;
    at += interval
  ) {
    times.push(at);
  }
  const series: object[] = [];
  const values: Array<Array<number | null>> = [];
  asked.forEach((query, index) => {
    if (!query) {
      throw invalid('A formula names no query');
    }
    const service = org.seed.services.find(
      ({ name, env }) =>
        name === query.service && query.query_filter === `env:${env}`,
    );
    if (service) {
      series.push({
        group_tags: [],
        query_index: index,
        unit: query.stat.startsWith('latency') ? [SECOND, null] : [null, null],
      });
      values.push(times.map(at => valueAt(service, query.stat, at, org)));
    }
  });
  return {
    data: {
      type: 'timeseries_response',
      attributes: { times, series, values },
    },
  };
}

/** A day's tide and a little noise, the same every time; nothing for what is to come. */
function valueAt(
  service: ServiceSeed,
  stat: (typeof STATS)[number],
  at: number,
  org: Organization,
): number | null {
  if (at > org.clock.now()) {
    return null;
  }
  const tide = 1 + 0.35 * Math.sin((at / 86_400_000) * 2 * Math.PI);
  const noise = 1 + 0.12 * Math.sin(at / 137_000) * Math.cos(at / 311_000);
  const isTroubled =
    service.troubledSince !== undefined &&
    at > org.clock.now() - spanOf(service.troubledSince);
  if (stat.startsWith('latency')) {
    return Number((service.p95 * noise * (isTroubled ? 3 : 1)).toFixed(4));
  }
  const rate = stat.startsWith('error')
    ? service.errors * (isTroubled ? 10 : 1)
    : service.requests;
  return Number((rate * tide * noise).toFixed(3));
}
