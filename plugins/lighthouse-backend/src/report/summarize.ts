import {
  type AuditCategory,
  type AuditFailure,
  type AuditMetric,
  coreMetricIds,
  type Lhr,
} from '@internal/plugin-lighthouse-common';
import type { AuditDetails } from '../store/rows';

/** What is kept of a report beside the report itself. */
export interface ReportSummary extends AuditDetails {
  categories: AuditCategory[];
}

const MAX_CATEGORIES = 30;
const MAX_WARNINGS = 20;

/** Reads what lists, cards and budgets show of a report. */
export function summarize(
  report: Lhr,
  measured: Pick<AuditDetails, 'measuredBy' | 'machine'>,
): ReportSummary {
  const finalUrl = report.finalDisplayedUrl ?? report.finalUrl;
  return {
    categories: categoriesOf(report),
    metrics: metricsOf(report),
    warnings: report.runWarnings
      .filter(warning => typeof warning === 'string')
      .slice(0, MAX_WARNINGS)
      .map(warning => warning.slice(0, 1000)),
    ...(finalUrl !== undefined && { finalUrl: finalUrl.slice(0, 4000) }),
    lighthouseVersion: report.lighthouseVersion.slice(0, 40),
    ...measured,
  };
}

/**
 * Why a report has nothing to show. Lighthouse doesn't fail for a site that it can't reach: it
 * gives a report whose scores are all null, with its reason in `runtimeError`.
 */
export function failureOf({ runtimeError }: Lhr): AuditFailure | undefined {
  if (!runtimeError || runtimeError.code === 'NO_ERROR') {
    return undefined;
  }
  return {
    code: runtimeError.code.toLowerCase().slice(0, 100),
    message: (runtimeError.message || runtimeError.code).slice(0, 1000),
    remedy:
      'Open the page in a browser from the network of the portal, then audit it again.',
  };
}

/** Keys are the ids; Lighthouse 5, which the audit-service may hold, has no others. */
function categoriesOf({ categories }: Lhr): AuditCategory[] {
  return Object.entries(categories)
    .slice(0, MAX_CATEGORIES)
    .map(([id, { title, score }]) => ({
      id,
      title: title.slice(0, 200),
      score,
    }));
}

function metricsOf({ audits }: Lhr): AuditMetric[] {
  return coreMetricIds
    .filter(id => Object.hasOwn(audits, id))
    .map(id => {
      const { title, score, displayValue, numericValue, numericUnit } =
        audits[id];
      return {
        id,
        title: title.slice(0, 200),
        value: numericValue ?? null,
        unit: (
          numericUnit ??
          (id === 'cumulative-layout-shift' ? 'unitless' : 'millisecond')
        ).slice(0, 40),
        score,
        ...(displayValue !== undefined && {
          displayValue: displayValue.slice(0, 200),
        }),
      };
    });
}
