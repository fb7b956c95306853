import { makeCondition } from '../testHelpers/builders';
import { describeCondition } from './describeCondition';
import { describeNewCode } from './describeNewCode';
import { formatMeasure } from './formatMeasure';

describe('formatMeasure', () => {
  it.each([
    [0, 'count', '0'],
    [1_234_567, 'count', '1,234,567'],
    [0, 'percent', '0%'],
    [71.25, 'percent', '71.3%'],
    [100, 'percent', '100%'],
    [0, 'minutes', '0min'],
    [59, 'minutes', '59min'],
    [480, 'minutes', '1d'],
    [1_571, 'minutes', '3d 2h'],
    [2, 'rating', 'B'],
  ] as const)('writes %s as %s: %s', (value, unit, text) => {
    expect(formatMeasure(value, unit)).toBe(text);
  });
});

describe('describeCondition', () => {
  const failed = {
    metricType: 'INT',
    comparator: 'GT',
    threshold: '0',
    actual: '3',
    missedBy: 3,
  } as const;

  it.each([
    [{}, '80% or more', '72.1%', '7.9 percentage points too little'],
    [failed, 'none', '3', '3 too many'],
    [
      { ...failed, threshold: '10', actual: '11', missedBy: 1 },
      '10 or less',
      '11',
      '1 too many',
    ],
    [
      { ...failed, metricType: 'RATING', threshold: '1', missedBy: 2 },
      'A',
      'C',
      '2 grades too low',
    ],
    [
      { ...failed, metricType: 'RATING', threshold: '2', missedBy: 1 },
      'B or better',
      'C',
      '1 grade too low',
    ],
    [
      {
        ...failed,
        metricType: 'WORK_DUR',
        threshold: '60',
        actual: '90',
        missedBy: 30,
      },
      '1h or less',
      '1h 30min',
      '30min too much',
    ],
    [
      {
        metricType: 'OTHER',
        comparator: 'EQ',
        threshold: 'ERROR',
        actual: 'ERROR',
        missedBy: undefined,
      },
      'anything but ERROR',
      'ERROR',
      undefined,
    ],
    [
      { actual: undefined, missedBy: undefined },
      '80% or more',
      undefined,
      undefined,
    ],
  ] as const)('%j', (condition, required, actual, missedBy) => {
    expect(describeCondition(makeCondition(condition))).toEqual({
      required,
      actual,
      missedBy,
    });
  });
});

it.each([
  [{ mode: 'PREVIOUS_VERSION' }, 'what changed since the previous version'],
  [
    { mode: 'NUMBER_OF_DAYS', parameter: '30' },
    'what changed in the last 30 days',
  ],
  [
    { mode: 'REFERENCE_BRANCH', parameter: 'main' },
    'what differs from the branch main',
  ],
  [{ mode: 'SOMETHING_NEW', parameter: 'x' }, 'set by “something new” (x)'],
])('says what new code is by %j', (period, words) => {
  expect(describeNewCode(period)).toBe(words);
});
