import { type Lhr, lhrSchema } from '@internal/plugin-lighthouse-common';

/** Scores of the categories, and of some of Lighthouse's own audits. */
export interface Measured {
  categories?: Record<string, number | null>;
  checks?: Record<string, Partial<Lhr['audits'][string]>>;
  lighthouseVersion?: string;
}

const TITLES: Record<string, string> = {
  performance: 'Performance',
  accessibility: 'Accessibility',
  'best-practices': 'Best Practices',
  seo: 'SEO',
  'agentic-browsing': 'Agentic Browsing',
};

/** A report in the shape of Lighthouse 13. */
export function reportOf({
  categories = {},
  checks = {},
  lighthouseVersion = '13.5.0',
}: Measured = {}): Lhr {
  const scores = {
    performance: 0.9,
    accessibility: 1,
    'best-practices': 0.96,
    seo: 0.8,
    'agentic-browsing': null,
    ...categories,
  };
  const audits = {
    'largest-contentful-paint': {
      title: 'Largest Contentful Paint',
      score: 0.95,
      scoreDisplayMode: 'numeric',
      numericValue: 1300,
      numericUnit: 'millisecond',
      displayValue: '1.3 s',
    },
    'cumulative-layout-shift': {
      title: 'Cumulative Layout Shift',
      score: 1,
      scoreDisplayMode: 'numeric',
      numericValue: 0.01,
      numericUnit: 'unitless',
      displayValue: '0.01',
    },
    'image-alt': {
      title: 'Image elements have `[alt]` attributes',
      score: 1,
      scoreDisplayMode: 'binary',
    },
    ...checks,
  };
  return lhrSchema.parse({
    requestedUrl: 'https://www.example.com/',
    finalDisplayedUrl: 'https://www.example.com/start',
    fetchTime: '2026-11-22T12:00:00.000Z',
    lighthouseVersion,
    configSettings: { formFactor: 'mobile' },
    runWarnings: ['The page was slow </script>'],
    categories: Object.fromEntries(
      Object.entries(scores).map(([id, score]) => [
        id,
        {
          id,
          title: TITLES[id] ?? id,
          score,
          auditRefs: Object.keys(audits).map(audit => ({ id: audit })),
        },
      ]),
    ),
    audits,
    i18n: { rendererFormattedStrings: {} },
  });
}
