import type { Lhr } from '@internal/plugin-lighthouse-common';

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A small Lighthouse result that has what the portal takes out of a report or changes in it. */
export function makeLhr(): Lhr {
  return {
    requestedUrl: 'https://app.mobworx.example/',
    finalUrl: 'https://app.mobworx.example/',
    mainDocumentUrl: 'https://app.mobworx.example/',
    finalDisplayedUrl: 'https://app.mobworx.example/',
    fetchTime: '2026-11-22T11:00:00.000Z',
    lighthouseVersion: '13.5.0',
    gatherMode: 'navigation',
    userAgent: 'Mozilla/5.0 HeadlessChrome/142.0.0.0',
    environment: {
      networkUserAgent: 'Mozilla/5.0',
      hostUserAgent: 'Mozilla/5.0',
      benchmarkIndex: 1500,
      credits: { 'axe-core': '4.11.0' },
    },
    runWarnings: [],
    configSettings: {
      formFactor: 'mobile',
      locale: 'en-US',
      channel: 'node',
      throttlingMethod: 'simulate',
      throttling: {
        rttMs: 150,
        throughputKbps: 1638,
        cpuSlowdownMultiplier: 4,
      },
      screenEmulation: {
        mobile: true,
        width: 412,
        height: 823,
        deviceScaleFactor: 1.75,
        disabled: false,
      },
    },
    categoryGroups: {
      metrics: { title: 'Metrics' },
      hidden: { title: '' },
    },
    categories: {
      performance: {
        id: 'performance',
        title: 'Performance',
        score: 0.84,
        auditRefs: [
          {
            id: 'largest-contentful-paint',
            weight: 25,
            group: 'metrics',
            acronym: 'LCP',
          },
          { id: 'script-treemap-data', weight: 0, group: 'hidden' },
        ],
      },
      accessibility: {
        id: 'accessibility',
        title: 'Accessibility',
        score: 0.74,
        auditRefs: [
          { id: 'image-alt', weight: 10 },
          { id: 'image-size', weight: 1 },
        ],
      },
    },
    audits: {
      'largest-contentful-paint': {
        id: 'largest-contentful-paint',
        title: 'Largest Contentful Paint',
        description:
          'When the largest text or image is painted. [Learn more](https://developer.chrome.com/docs/lighthouse/performance/lcp/).',
        score: 0.84,
        scoreDisplayMode: 'numeric',
        numericValue: 2640,
        numericUnit: 'millisecond',
        displayValue: '2.6 s',
      },
      'script-treemap-data': {
        id: 'script-treemap-data',
        title: 'Script Treemap Data',
        description: 'Used for the treemap app',
        score: null,
        scoreDisplayMode: 'informative',
        details: {
          type: 'treemap-data',
          nodes: [{ name: 'secret.js', resourceBytes: 1 }],
        },
      },
      'image-size': {
        id: 'image-size',
        title: 'Images are larger than they are shown',
        description: 'Serve smaller images.',
        score: 0,
        scoreDisplayMode: 'binary',
        details: {
          type: 'table',
          headings: [
            { key: 'url', valueType: 'thumbnail', label: '' },
            { key: 'link', valueType: 'link', label: 'Where' },
          ],
          items: [
            {
              url: 'https://tracker.example/pixel.png',
              link: {
                type: 'link',
                text: 'the page',
                url: 'https://app.mobworx.example/?utm_source=lighthouse&id=7',
              },
            },
          ],
        },
      },
      'image-alt': {
        id: 'image-alt',
        title: 'Image elements do not have `[alt]` attributes',
        description: 'Informative elements need a text.',
        score: 0,
        scoreDisplayMode: 'binary',
      },
      'final-screenshot': {
        id: 'final-screenshot',
        title: 'Final Screenshot',
        description: 'The page at the end',
        score: null,
        scoreDisplayMode: 'informative',
        details: { type: 'screenshot', data: PIXEL },
      },
    },
    i18n: {
      rendererFormattedStrings: {},
      icuMessagePaths: {},
    },
    timing: { total: 8000, entries: [] },
  };
}
