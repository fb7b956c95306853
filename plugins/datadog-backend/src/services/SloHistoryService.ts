import {
  Point,
  SloHistoryResponse,
  SloHistoryWindow,
} from '@internal/plugin-datadog-common';
import { problem } from '../problems';
import { SloHistoryAnswer, sloHistoryAnswer } from '../upstream/answers';
import type { Asked } from './Asked';
import type { Named } from './named';
import type { SloService } from './SloService';

const DAY_SECONDS = 86_400;
const UP = 0;
const NO_DATA = 2;

const momentOf = (seconds: number) => new Date(seconds * 1000).toISOString();
const dayOf = (seconds: number) => Math.floor(seconds / DAY_SECONDS);

/** How an SLO went, by day. */
export class SloHistoryService {
  constructor(
    private readonly asked: Asked,
    private readonly slos: SloService,
    private readonly now: () => number,
  ) {}

  /**
   * Reads the history of one of the entity's own SLOs.
   *
   * @throws errors of `problem()`; `slo_not_found` for an SLO of somebody else too
   */
  async read(
    named: Named,
    environment: string,
    sloId: string,
    window: SloHistoryWindow,
  ): Promise<SloHistoryResponse> {
    const { slos } = await this.slos.of(named, environment);
    const absent = () =>
      problem(
        'absent',
        'slo_not_found',
        `${named.entityRef} has no SLO ${sloId} in ${environment}.`,
        'Go back to the list of SLOs; it may be deleted, or its tags may have changed.',
      );
    if (!slos.some(({ id }) => id === sloId)) {
      throw absent();
    }
    const { value, age } = await this.asked.read(
      'slo_history',
      [sloId, window],
      async client => {
        const to = Math.floor(this.now() / 1000);
        const from = to - Number.parseInt(window, 10) * DAY_SECONDS;
        const { data } = await client.read('slo_history', sloHistoryAnswer, {
          path: `/api/v1/slo/${encodeURIComponent(sloId)}/history`,
          query: { from_ts: from, to_ts: to },
          absent,
        });
        return { from, to, ...historyOf(data, from, to, window) };
      },
    );
    const { from, to, ...history } = value;
    return {
      entityRef: named.entityRef,
      environment,
      sloId,
      window,
      from: momentOf(from),
      to: momentOf(to),
      ...history,
      ...age,
    };
  }
}

function historyOf(
  data: SloHistoryAnswer,
  from: number,
  to: number,
  window: SloHistoryWindow,
) {
  const sli = data.overall?.sli_value;
  const target = data.thresholds?.[window]?.target;
  const budget = data.overall?.error_budget_remaining?.[window];
  const points = data.series
    ? pointsOfCounts(data.series)
    : pointsOfChanges(data.overall?.history ?? [], from, to);
  return {
    ...(sli !== undefined && { sli }),
    ...(target !== undefined && { target }),
    ...(sli !== undefined &&
      typeof budget === 'number' && { errorBudgetRemaining: budget }),
    points,
  };
}

/** Good ones of all, by day (UTC): what happened less often counts less. */
function pointsOfCounts({
  times,
  numerator,
  denominator,
}: NonNullable<SloHistoryAnswer['series']>): Point[] {
  const days = new Map<number, { good: number; all: number }>();
  times.forEach((at, index) => {
    const all = denominator.values[index] ?? 0;
    if (all > 0 && Number.isFinite(at)) {
      const day = dayOf(at / 1000);
      const sum = days.get(day) ?? { good: 0, all: 0 };
      sum.good += numerator.values[index] ?? 0;
      sum.all += all;
      days.set(day, sum);
    }
  });
  return [...days]
    .sort(([one], [other]) => one - other)
    .map(([day, { good, all }]) => ({
      at: momentOf(day * DAY_SECONDS),
      value: (good / all) * 100,
    }))
    .slice(-100);
}

/** How long of each day it was up; before its first change it was, says Datadog. */
function pointsOfChanges(
  changes: Array<[number, number]>,
  from: number,
  to: number,
): Point[] {
  if (changes.length === 0) {
    return [];
  }
  const sorted = [...changes].sort(([one], [other]) => one - other);
  const spans = sorted.map(([at, state], index) => ({
    start: Math.max(from, at),
    end: Math.min(to, sorted[index + 1]?.[0] ?? to),
    state,
  }));
  spans.unshift({ start: from, end: Math.max(from, sorted[0][0]), state: UP });
  const points: Point[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day += 1) {
    const start = Math.max(from, day * DAY_SECONDS);
    const end = Math.min(to, (day + 1) * DAY_SECONDS);
    const within = (wanted: (state: number) => boolean) =>
      spans
        .filter(span => wanted(span.state))
        .reduce(
          (sum, span) =>
            sum +
            Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)),
          0,
        );
    const known = within(state => state !== NO_DATA);
    if (known > 0) {
      points.push({
        at: momentOf(day * DAY_SECONDS),
        value: (within(state => state === UP) / known) * 100,
      });
    }
  }
  return points.slice(-100);
}
