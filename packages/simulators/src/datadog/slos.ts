import type { Request } from 'express';
import { DatadogError, invalid } from './DatadogError';
import type { Organization } from './Organization';
import { flagParam, matcherOf, numberParam, param } from './query';
import type { SloSeed } from './types';

const DAY = 86_400;

/** Percent of the error budget that is left. */
function budgetLeft(target: number, sli: number): number {
  return Number((((sli - target) / (100 - target)) * 100).toFixed(3));
}

function stateOf({ target, warning, sli }: SloSeed['timeframes'][number]) {
  if (sli === undefined) {
    return 'no_data';
  }
  if (sli < target) {
    return 'breached';
  }
  return warning !== undefined && sli < warning ? 'warning' : 'ok';
}

/** `GET /api/v1/slo/search` */
export function searchSlos(req: Request, org: Organization): object {
  const size = numberParam(req, 'page[size]', {
    fallback: 10,
    min: 1,
    max: 1000,
  });
  const number = numberParam(req, 'page[number]', {
    fallback: 0,
    min: 0,
    max: 1e6,
  });
  flagParam(req, 'include_facets');
  const fits = matcherOf(param(req, 'query') ?? '');
  const found = org.seed.slos.filter(fits);
  const last = Math.max(0, Math.ceil(found.length / size) - 1);
  return {
    data: {
      type: '',
      attributes: {
        facets: {},
        slos: found
          .slice(number * size, (number + 1) * size)
          .map(slo => ({ data: writeSlo(slo, org) })),
      },
    },
    meta: {
      pagination: {
        type: 'number_size',
        number,
        size,
        total: found.length,
        first_number: 0,
        last_number: last,
        next_number: Math.min(number + 1, last),
        prev_number: Math.max(number - 1, 0),
      },
    },
    links: { self: '', first: '', last: '', next: null, prev: null },
  };
}

function writeSlo(slo: SloSeed, org: Organization) {
  const withKey = (key: string) =>
    slo.tags.filter(tag => tag.startsWith(`${key}:`));
  const values = (key: string) =>
    withKey(key).map(tag => tag.slice(key.length + 1));
  const statuses = slo.timeframes.map(one => ({
    timeframe: one.timeframe,
    target: one.target,
    state: stateOf(one),
    status: one.sli ?? null,
    error_budget_remaining:
      one.sli === undefined ? null : budgetLeft(one.target, one.sli),
    raw_error_budget_remaining: null,
    span_precision: 2,
    indexed_at: org.seconds('3m'),
    error: null,
  }));
  return {
    id: slo.id,
    type: 'slo',
    attributes: {
      name: slo.name,
      description: slo.description ?? null,
      slo_type: slo.type,
      all_tags: slo.tags,
      service_tags: values('service'),
      env_tags: values('env'),
      team_tags: values('team'),
      creator: {
        id: 1,
        name: 'Robin Hale',
        email: 'robin.hale@mobworx.example',
      },
      created_at: org.seconds('200d'),
      modified_at: org.seconds('20d'),
      groups: null,
      monitor_ids: null,
      query: null,
      thresholds: slo.timeframes.map(({ timeframe, target, warning }) => ({
        timeframe,
        target,
        target_display: String(target),
        ...(warning && { warning, warning_display: String(warning) }),
      })),
      status: {
        state: statuses[0].state,
        sli: statuses[0].status,
        error_budget_remaining: statuses[0].error_budget_remaining,
        span_precision: 2,
        indexed_at: org.seconds('3m'),
        calculation_error: null,
        raw_error_budget_remaining: null,
      },
      overall_status: statuses,
    },
  };
}

/** `GET /api/v1/slo/{id}/history`, times in seconds. */
export function sloHistory(req: Request, org: Organization): object {
  const slo = org.seed.slos.find(({ id }) => id === req.params.id);
  if (!slo) {
    throw new DatadogError(404, `SLO ${req.params.id} not found`);
  }
  const max = 1e11;
  const from = numberParam(req, 'from_ts', { min: 0, max });
  const to = numberParam(req, 'to_ts', { min: 0, max });
  if (from >= to) {
    throw invalid('from_ts must be before to_ts');
  }
  const sli = sliIn(slo, to - from);
  return {
    data: {
      from_ts: from,
      to_ts: to,
      type: slo.type,
      type_id: ['monitor', 'metric', 'time_slice'].indexOf(slo.type),
      thresholds: Object.fromEntries(
        slo.timeframes.map(({ timeframe, target }) => [
          timeframe,
          { timeframe, target, target_display: String(target) },
        ]),
      ),
      overall: {
        name: slo.name,
        sli_value: sli ?? null,
        span_precision: 2,
        precision: {},
        error_budget_remaining: Object.fromEntries(
          slo.timeframes.map(({ timeframe, target }) => [
            timeframe,
            sli === undefined ? 0 : budgetLeft(target, sli),
          ]),
        ),
        ...(slo.type !== 'metric' && {
          uptime: sli ?? null,
          history: sli === undefined ? [] : transitions(from, to, sli),
        }),
      },
      ...(slo.type === 'metric' &&
        sli !== undefined && { series: seriesOf(slo, from, to, sli) }),
    },
    errors: null,
  };
}

function sliIn({ timeframes }: SloSeed, seconds: number): number | undefined {
  const days = Math.round(seconds / DAY);
  const fitting =
    timeframes.find(
      ({ timeframe }) => Number.parseInt(timeframe, 10) >= days,
    ) ?? timeframes.at(-1)!;
  return fitting.sli;
}

/** When it went down (1) and up again (0): one outage in the middle that makes the SLI. */
function transitions(from: number, to: number, sli: number) {
  const down = Math.round(((to - from) * (100 - sli)) / 100);
  const start = Math.round(from + (to - from) * 0.6);
  return [
    [from, 0],
    [start, 1],
    [start + down, 0],
  ];
}

function seriesOf(slo: SloSeed, from: number, to: number, sli: number) {
  const times: number[] = [];
  for (let at = Math.ceil(from / DAY) * DAY; at < to; at += DAY) {
    times.push(at * 1000);
  }
  const total = times.map((_, day) => 100_000 + ((day * 7919) % 20_000));
  // One bad day in five makes up what is missing.
  const good = total.map((count, day) =>
    Math.round(count * (day % 5 === 3 ? 1 - ((100 - sli) / 100) * 5 : 1)),
  );
  const write = (values: number[], metric: string) => ({
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    values,
    metadata: {
      aggr: 'sum',
      metric,
      query_index: 0,
      scope: slo.tags[0],
      unit: [null, null],
    },
  });
  return {
    res_type: 'time_series',
    resp_version: 2,
    query: 'good / total',
    message: '',
    interval: DAY,
    times,
    numerator: write(good, 'trace.http.request.hits.good'),
    denominator: write(total, 'trace.http.request.hits'),
  };
}
