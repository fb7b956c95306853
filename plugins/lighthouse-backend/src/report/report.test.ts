import type { Audit } from '@internal/plugin-lighthouse-common';
import { comparisonSchema } from '@internal/plugin-lighthouse-common';
import { type Measured, reportOf } from '../__testUtils__/report';
import { compareAudits, compareCategories } from './compare';
import { failureOf, summarize } from './summarize';

function auditOf(measured: Measured = {}, more: Partial<Audit> = {}) {
  const report = reportOf(measured);
  const audit: Audit = {
    id: '0b0a4a1e-9a53-4c52-8f2f-0d4fcf0a1c11',
    url: 'https://www.example.com',
    formFactor: 'mobile',
    status: 'COMPLETED',
    timeCreated: '2026-11-22T12:00:00.000Z',
    requestedBy: { type: 'schedule' },
    attempt: 1,
    hasReport: true,
    ...summarize(report, { measuredBy: 'portal', machine: 'one' }),
    ...more,
  };
  return { audit, report };
}

describe('what is kept of a report', () => {
  it('is its categories, whichever there are, and the core metrics; null stays null', () => {
    const { audit } = auditOf({ categories: { 'brand-new': 0.5 } });
    expect(audit.categories.map(({ id }) => id)).toEqual([
      'performance',
      'accessibility',
      'best-practices',
      'seo',
      'agentic-browsing',
      'brand-new',
    ]);
    expect(audit.categories[4].score).toBeNull();
    expect(audit.metrics).toEqual([
      {
        id: 'largest-contentful-paint',
        title: 'Largest Contentful Paint',
        value: 1300,
        unit: 'millisecond',
        score: 0.95,
        displayValue: '1.3 s',
      },
      expect.objectContaining({
        id: 'cumulative-layout-shift',
        unit: 'unitless',
      }),
    ]);
    expect(audit.warnings).toEqual(['The page was slow </script>']);
  });

  it('is the reason when Lighthouse could not open the page', () => {
    expect(failureOf(reportOf())).toBeUndefined();
    const failure = failureOf({
      ...reportOf(),
      runtimeError: {
        code: 'CHROME_INTERSTITIAL_ERROR',
        message: 'It says no.',
      },
    });
    expect(failure).toMatchObject({
      code: 'chrome_interstitial_error',
      message: 'It says no.',
    });
  });
});

describe('a comparison', () => {
  it('tells which scores and metrics got better or worse, by how much', () => {
    const before = auditOf({
      categories: { performance: 0.7, seo: 0.85, 'agentic-browsing': null },
    });
    const after = auditOf({
      categories: { performance: 0.57, seo: 0.85, 'agentic-browsing': 0.5 },
      checks: {
        'largest-contentful-paint': {
          title: 'LCP',
          score: 0.5,
          scoreDisplayMode: 'numeric',
          numericValue: 2600,
          numericUnit: 'millisecond',
          displayValue: '2.6 s',
        },
      },
    });
    const comparison = comparisonSchema.parse(compareAudits(before, after));
    const byId = Object.fromEntries(
      comparison.categories.map(change => [change.id, change]),
    );
    expect(byId.performance).toMatchObject({
      change: -0.13,
      direction: 'worse',
    });
    expect(byId.seo).toMatchObject({ change: 0, direction: 'same' });
    expect(byId['agentic-browsing']).toMatchObject({
      before: null,
      after: 0.5,
      change: null,
      direction: 'unknown',
    });
    expect(comparison.metrics).toMatchObject([
      { id: 'largest-contentful-paint', change: 1300, direction: 'worse' },
      { id: 'cumulative-layout-shift', change: 0, direction: 'same' },
    ]);
    expect(comparison.cautions).toEqual([]);
  });

  it('names the checks that changed, losses first, and counts the others', () => {
    const check = (score: number | null, scoreDisplayMode = 'binary') => ({
      title: 'A check',
      score,
      scoreDisplayMode,
    });
    const before = auditOf({
      checks: {
        lost: check(1),
        half: check(0.9, 'metricSavings'),
        won: check(0),
        na: check(null, 'notApplicable'),
        nowNa: check(1),
        broken: check(1),
        gone: check(0),
        told: check(null, 'informative'),
      },
    });
    const after = auditOf({
      checks: {
        lost: check(0),
        half: check(0.5, 'metricSavings'),
        won: { ...check(1), displayValue: 'All is well' },
        na: check(0),
        nowNa: check(null, 'notApplicable'),
        broken: check(null, 'error'),
        fresh: check(1),
        told: check(null, 'informative'),
      },
    });
    const { checks, unchanged } = compareAudits(before, after);
    expect(
      checks.map(({ id, direction, change }) => [id, direction, change]),
    ).toEqual([
      ['lost', 'worse', -1],
      ['na', 'worse', -1],
      ['half', 'worse', -0.4],
      ['won', 'better', 1],
      ['broken', 'unknown', null],
      ['gone', 'removed', null],
      ['fresh', 'added', null],
    ]);
    expect(checks[3]).toMatchObject({
      displayAfter: 'All is well',
      categories: expect.arrayContaining(['seo']),
    });
    expect(unchanged).toBe(4);
  });

  it('takes what chance does for no change', () => {
    const timed = (numericValue: number) =>
      auditOf({
        checks: {
          'largest-contentful-paint': {
            title: 'LCP',
            score: 1,
            numericValue,
            numericUnit: 'millisecond',
          },
        },
      });
    const direction = (from: number, to: number) =>
      compareAudits(timed(from), timed(to)).metrics[0].direction;
    expect(direction(1000, 1049)).toBe('same');
    expect(direction(1000, 1050)).toBe('worse');
    expect(direction(1000, 950)).toBe('better');
    expect(direction(10, 29)).toBe('same');
  });

  it('warns of what cannot be compared well', () => {
    const { cautions } = compareAudits(
      auditOf({ lighthouseVersion: '12.0.0' }),
      auditOf({}, { machine: 'two', url: 'https://other.example' }),
    );
    expect(cautions).toHaveLength(3);
  });

  it('knows categories that only one of the two has', () => {
    const pwa = { id: 'pwa', title: 'PWA', score: 0.3 };
    expect(compareCategories([pwa], [])).toMatchObject([
      { direction: 'removed' },
    ]);
    expect(compareCategories([], [pwa])).toMatchObject([
      { direction: 'added' },
    ]);
  });
});
