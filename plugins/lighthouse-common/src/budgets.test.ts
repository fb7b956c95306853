import { judgeBudgets, parseBudgets } from './budgets';

const metric = (id: string, value: number) => ({
  id,
  title: id,
  value,
  unit: 'millisecond',
  score: 1,
});

it('reads scores, times and shifts, for one form factor or both', () => {
  expect(
    parseBudgets(
      'performance >= 90, desktop: performance>=95,largest-contentful-paint <= 2.5 s, cumulative-layout-shift<=0.1, total-blocking-time <= 200ms,',
    ),
  ).toEqual({
    budgets: [
      { id: 'performance', kind: 'category', limit: 90 },
      { id: 'performance', kind: 'category', limit: 95, formFactor: 'desktop' },
      { id: 'largest-contentful-paint', kind: 'metric', limit: 2500 },
      { id: 'cumulative-layout-shift', kind: 'metric', limit: 0.1 },
      { id: 'total-blocking-time', kind: 'metric', limit: 200 },
    ],
    problems: [],
  });
});

it.each([
  'performance',
  'performance <= 90',
  'largest-contentful-paint >= 2 s',
  'performance >= 101',
  'performance >= 90 s',
  'cumulative-layout-shift <= 1 s',
  'tablet: performance >= 90',
  'performance >= -1',
  '__proto__ >= 1',
  'speed-index <= 9000 s',
])('names “%s” and keeps the others', text => {
  const { budgets, problems } = parseBudgets(`${text}, seo >= 80`);
  expect(budgets).toEqual([{ id: 'seo', kind: 'category', limit: 80 }]);
  expect(problems).toEqual([expect.stringContaining(text)]);
});

it('judges an audit: kept to the digit that people see, and unknown where nothing was measured', () => {
  const { budgets } = parseBudgets(
    'performance >= 90, seo >= 91, accessibility >= 1, missing >= 1, speed-index <= 1000, interactive <= 999, desktop: seo >= 100',
  );
  const verdicts = judgeBudgets(budgets, {
    formFactor: 'mobile',
    categories: [
      { id: 'performance', title: 'Performance', score: 0.9 },
      { id: 'seo', title: 'SEO', score: 0.9 },
      { id: 'accessibility', title: 'Accessibility', score: null },
    ],
    metrics: [metric('speed-index', 1000), metric('interactive', 1000)],
  });
  expect(verdicts.map(({ actual, status }) => [actual, status])).toEqual([
    [90, 'passed'],
    [90, 'failed'],
    [null, 'unknown'],
    [null, 'unknown'],
    [1000, 'passed'],
    [1000, 'failed'],
  ]);
});
