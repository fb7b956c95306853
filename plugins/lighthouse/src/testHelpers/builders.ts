import type {
  Audit,
  AuditCategory,
  AuditMetric,
  Comparison,
  LighthouseState,
} from '@internal/plugin-lighthouse-common';

export const NOW = '2026-11-22T12:00:00.000Z';
export const SITE = 'https://app.mobworx.example';

/** A different id for each number. */
export function auditId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A moment, by hours before {@link NOW}. */
export function hoursAgo(hours: number): string {
  return new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();
}

const TITLES: Record<string, string> = {
  performance: 'Performance',
  accessibility: 'Accessibility',
  'best-practices': 'Best Practices',
  seo: 'SEO',
  'agentic-browsing': 'Agentic Browsing',
};

/** The five categories of Lighthouse 13, in its order. */
export function makeCategories(
  scores: Record<string, number | null> = {},
): AuditCategory[] {
  return Object.entries(TITLES).map(([id, title]) => ({
    id,
    title,
    score: id in scores ? scores[id] : 0.93,
  }));
}

const METRICS: AuditMetric[] = [
  {
    id: 'first-contentful-paint',
    title: 'First Contentful Paint',
    value: 812,
    unit: 'millisecond',
    score: 0.99,
  },
  {
    id: 'largest-contentful-paint',
    title: 'Largest Contentful Paint',
    value: 2_640,
    unit: 'millisecond',
    score: 0.84,
  },
  {
    id: 'total-blocking-time',
    title: 'Total Blocking Time',
    value: 90,
    unit: 'millisecond',
    score: 0.98,
  },
  {
    id: 'cumulative-layout-shift',
    title: 'Cumulative Layout Shift',
    value: 0.412,
    unit: 'unitless',
    score: 0.22,
  },
];

/** A completed audit, unless told otherwise. */
export function makeAudit(part: Partial<Audit> = {}): Audit {
  const isCompleted = (part.status ?? 'COMPLETED') === 'COMPLETED';
  return {
    id: auditId(1),
    url: SITE,
    formFactor: 'mobile',
    status: 'COMPLETED',
    timeCreated: hoursAgo(1),
    requestedBy: { type: 'user', userRef: 'user:default/max-rivera' },
    attempt: 1,
    categories: isCompleted ? makeCategories() : [],
    metrics: isCompleted ? METRICS : [],
    measuredBy: 'portal',
    warnings: [],
    hasReport: isCompleted,
    ...(isCompleted && {
      lighthouseVersion: '13.5.0',
      machine: 'portal-worker-1',
    }),
    ...part,
  };
}

/** A portal that can audit, and a viewer who may ask for it. */
export function makeState(
  part: Partial<LighthouseState> = {},
): LighthouseState {
  return {
    runner: { available: true, kind: 'portal', lighthouse: '13.5.0' },
    queue: { waiting: 0, running: 0 },
    may: { create: true, delete: false },
    at: NOW,
    ...part,
  };
}

/** A portal without Chromium. */
export const noChromium: LighthouseState['runner'] = {
  available: false,
  kind: 'portal',
  reason: 'There is no Chromium at /usr/bin/chromium.',
  remedy: 'Install Chromium or set lighthouse.runner.chromiumPath.',
};

/** What changed between two audits: nothing, unless told. */
export function makeComparison(
  before: Audit,
  after: Audit,
  part: Partial<Comparison> = {},
): Comparison {
  return {
    before,
    after,
    categories: after.categories.map(({ id, title, score }) => ({
      id,
      title,
      before: score,
      after: score,
      change: score === null ? null : 0,
      direction: score === null ? 'unknown' : 'same',
    })),
    metrics: [],
    checks: [],
    unchanged: 141,
    cautions: [],
    ...part,
  };
}
