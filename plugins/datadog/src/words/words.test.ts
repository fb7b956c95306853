import { datadogErrorCodes } from '@internal/plugin-datadog-common';
import { problemTitle } from '../api';
import { budgetInWords } from '../components/ErrorBudget';
import { makeDependencies } from '../testHelpers/activityBuilders';
import { summarise } from './dependencies';
import { counted, formatLatency, formatPercent, formatRate } from './format';
import { sloScale } from './sloScale';
import { withGaps } from './withGaps';

it.each([
  [formatPercent(99.9512), '99.951%'],
  [formatPercent(100), '100%'],
  [formatRate(1234.567), '1,234.57/s'],
  [formatLatency(999.4), '999 ms'],
  [formatLatency(1400), '1.4 s'],
  [counted(1, 'SLO'), '1 SLO'],
  [counted(2, 'dependency', 'dependencies'), '2 dependencies'],
  [budgetInWords(12.5), '12.5% of the error budget left'],
  [budgetInWords(-90), 'Error budget overspent by 90%'],
])('writes %s', (written, expected) => {
  expect(written).toBe(expected);
});

it.each([
  [[], [99.9, 100]],
  [
    [99.95, 99.7],
    [99.6, 100],
  ],
  [
    [100, 0],
    [0, 100],
  ],
])('draws SLOs of %j on a scale of %j', (values, scale) => {
  expect(sloScale(values)).toEqual(scale);
});

it('breaks a line where nothing was measured, and nowhere else', () => {
  const at = (minute: number) => `2026-11-20T10:${minute}:00.000Z`;
  const points = [10, 11, 14].map(minute => ({ at: at(minute), value: 1 }));
  expect(withGaps(points, 'p95', 60)).toEqual([
    { at: at(10), values: { p95: 1 } },
    { at: at(11), values: { p95: 1 } },
    { at: at(12), values: {} },
    { at: at(14), values: { p95: 1 } },
  ]);
  expect(withGaps([], 'p95', 60)).toEqual([]);
});

it('says in a sentence how catalog and Datadog differ', () => {
  const { dependencies } = makeDependencies();
  expect(summarise(dependencies)).toBe(
    '4 dependencies: 1 observed but not declared, 1 declared but not observed, 1 declared without a service in Datadog.',
  );
  expect(summarise(dependencies.slice(3))).toBe(
    '1 dependency, all of them declared and observed.',
  );
  expect(summarise([])).toMatch(/declares no dependencies/);
});

it('has a heading of its own for every problem of Datadog and of the annotations', () => {
  const titles = datadogErrorCodes
    .filter(code => /^(datadog_|not_configured|annotation_|slo_)/.test(code))
    .map(problemTitle);
  expect(titles).not.toContain(undefined);
  expect(new Set(titles).size).toBe(titles.length);
});
