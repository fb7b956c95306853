import type {
  HistoryMetricKey,
  HistoryResponse,
  Mode,
} from '@internal/plugin-sonarqube-insights-common';
import type { ChartPoint, ChartSeries } from '@internal/portal-react';
import type { Unit } from './formatMeasure';

/** A chart of measures that go together. */
export interface TrendChart {
  title: string;
  unit: Unit;
  series: ChartSeries[];
  points: ChartPoint[];
}

interface ChartPlan {
  title: string;
  unit: Unit;
  metrics: [HistoryMetricKey, label: string][];
}

const COLOURS = ['var(--bui-accent-bg)', 'var(--bui-fg-warning)'];

const SHARES: ChartPlan = {
  title: 'Coverage and duplication',
  unit: 'percent',
  metrics: [
    ['coverage', 'Coverage'],
    ['duplicated_lines_density', 'Duplication'],
  ],
};
const LINES: ChartPlan = {
  title: 'Lines of code',
  unit: 'count',
  metrics: [['ncloc', 'Lines of code']],
};

// What there are many of has a chart of its own: beside it a handful of bugs would be a flat line.
const PLANS: Record<Mode, ChartPlan[]> = {
  STANDARD_EXPERIENCE: [
    {
      title: 'Bugs and vulnerabilities',
      unit: 'count',
      metrics: [
        ['bugs', 'Bugs'],
        ['vulnerabilities', 'Vulnerabilities'],
      ],
    },
    SHARES,
    {
      title: 'Code smells',
      unit: 'count',
      metrics: [['code_smells', 'Code smells']],
    },
    LINES,
  ],
  MQR: [
    {
      title: 'Reliability and security issues',
      unit: 'count',
      metrics: [
        ['software_quality_reliability_issues', 'Reliability'],
        ['software_quality_security_issues', 'Security'],
      ],
    },
    SHARES,
    {
      title: 'Maintainability issues',
      unit: 'count',
      metrics: [['software_quality_maintainability_issues', 'Maintainability']],
    },
    LINES,
  ],
};

type MeasuredSeries = HistoryResponse['series'][number];

/** One point a moment at which any of the metrics was measured, the oldest first. */
function pointsOf(measured: MeasuredSeries[]): ChartPoint[] {
  const byTime = new Map<string, ChartPoint['values']>();
  for (const { metric, points } of measured) {
    for (const { at, value } of points) {
      byTime.set(at, { ...byTime.get(at), [metric]: value });
    }
  }
  return [...byTime]
    .map(([at, values]) => ({ at, values }))
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The charts of a history; one of whose metrics nothing was measured is left out. */
export function chartsOf(history: HistoryResponse, mode: Mode): TrendChart[] {
  return PLANS[mode].flatMap(({ title, unit, metrics }) => {
    const measured = metrics.flatMap(([key]) =>
      history.series.filter(
        ({ metric, points }) => metric === key && points.length > 0,
      ),
    );
    const series = metrics.flatMap(([id, label], index) =>
      measured.some(({ metric }) => metric === id)
        ? [{ id, label, colour: COLOURS[index] }]
        : [],
    );
    return series.length > 0
      ? [{ title, unit, series, points: pointsOf(measured) }]
      : [];
  });
}
