import {
  Period,
  Point,
  serviceUrl,
  SignalsResponse,
} from '@internal/plugin-datadog-common';
import { timeseriesAnswer, TimeseriesAnswer } from '../upstream/answers';
import type { Asked } from './Asked';
import type { Named } from './named';

/** How long each period is and how far its points are apart, in seconds: 48 to 96 points. */
const spans: Record<Period, { seconds: number; interval: number }> = {
  '1h': { seconds: 3_600, interval: 60 },
  '4h': { seconds: 14_400, interval: 300 },
  '1d': { seconds: 86_400, interval: 900 },
  '1w': { seconds: 604_800, interval: 7_200 },
};

// Of APM's own metrics, so that nobody has to know the name of the operation.
const stats = {
  requests: 'hits_per_second',
  errors: 'errors_per_second',
  p95: 'latency_p95',
} as const;

type Signal = keyof typeof stats;
const signals = Object.keys(stats) as Signal[];

/** The golden signals of a service: requests, errors and latency, by one call. */
export class SignalService {
  constructor(
    private readonly asked: Asked,
    private readonly webUrl: string,
    private readonly now: () => number,
  ) {}

  /** @throws errors of `problem()` */
  async read(
    named: Named,
    environment: string,
    period: Period,
  ): Promise<SignalsResponse> {
    const service = named.service();
    const { value, age } = await this.asked.read(
      'signals',
      [service, environment, period],
      async client => {
        const { seconds, interval } = spans[period];
        const step = interval * 1000;
        const to = Math.floor(this.now() / step) * step;
        const from = to - seconds * 1000;
        const { data } = await client.read('signals', timeseriesAnswer, {
          path: '/api/v2/query/timeseries',
          body: questionOf(service, environment, { from, to, step }),
        });
        return {
          from,
          to,
          intervalSeconds: interval,
          ...read(data.attributes),
        };
      },
    );
    return {
      entityRef: named.entityRef,
      environment,
      service,
      period,
      ...value,
      from: new Date(value.from).toISOString(),
      to: new Date(value.to).toISOString(),
      url: serviceUrl(this.webUrl, service, environment),
      ...age,
    };
  }
}

function questionOf(
  service: string,
  environment: string,
  { from, to, step }: { from: number; to: number; step: number },
) {
  return {
    data: {
      type: 'timeseries_request',
      attributes: {
        from,
        to,
        interval: step,
        formulas: signals.map(formula => ({ formula })),
        queries: signals.map(name => ({
          data_source: 'apm_metrics',
          name,
          stat: stats[name],
          service,
          query_filter: `env:${environment}`,
        })),
      },
    },
  };
}

/** Series come in the order of the formulas, by `query_index`; one without data may be missing. */
function read(attributes: TimeseriesAnswer): Record<Signal, Point[]> {
  const found: Record<Signal, Point[]> = { requests: [], errors: [], p95: [] };
  attributes.series.forEach((series, index) => {
    const signal = signals[series.query_index ?? index];
    if (!signal) {
      return;
    }
    const unit = series.unit?.[0];
    const scale =
      signal === 'p95'
        ? 1000 * (unit?.family === 'time' ? (unit.scale_factor ?? 1) : 1)
        : 1;
    found[signal] = attributes.times
      .flatMap((at, position) => {
        const value = attributes.values[index]?.[position];
        const date = new Date(at);
        return typeof value === 'number' && !Number.isNaN(date.getTime())
          ? [{ at: date.toISOString(), value: value * scale }]
          : [];
      })
      .slice(-500);
  });
  return found;
}
