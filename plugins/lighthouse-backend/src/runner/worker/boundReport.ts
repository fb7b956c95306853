/** A report as Lighthouse makes it, as far as it is cut down here. */
export interface BoundableReport {
  fullPageScreenshot?: unknown;
  entities?: unknown;
  timing?: { entries?: unknown[] };
  i18n?: { icuMessagePaths?: unknown };
  audits: Record<string, { details?: { items?: unknown[]; data?: unknown } }>;
}

type Step = (report: BoundableReport) => void;

// From what is missed least to what is missed most. Scores, values and texts stay in any case.
const STEPS: Step[] = [
  report => {
    delete report.i18n?.icuMessagePaths;
    if (report.timing) report.timing.entries = [];
  },
  report => {
    delete report.fullPageScreenshot;
  },
  report => withoutDetails(report, 'screenshot-thumbnails'),
  report => withoutDetails(report, 'script-treemap-data'),
  report => withoutDetails(report, 'final-screenshot'),
  report => shortLists(report, 100),
  report => shortLists(report, 10),
];

/**
 * Writes a report as JSON of a bounded size. Pictures go first, long lists are shortened then;
 * a report that fits stays whole.
 *
 * @param limit - in bytes
 * @returns undefined when it can't be made small enough
 */
export function boundReport(
  report: BoundableReport,
  limit: number,
): string | undefined {
  let json = JSON.stringify(report);
  for (const step of STEPS) {
    if (Buffer.byteLength(json) <= limit) {
      return json;
    }
    step(report);
    json = JSON.stringify(report);
  }
  return Buffer.byteLength(json) <= limit ? json : undefined;
}

function withoutDetails(report: BoundableReport, audit: string): void {
  delete report.audits[audit]?.details;
}

function shortLists(report: BoundableReport, length: number): void {
  for (const { details } of Object.values(report.audits)) {
    if (Array.isArray(details?.items)) {
      details.items = details.items.slice(0, length);
    }
  }
}
