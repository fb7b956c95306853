import { z } from 'zod';

/** Metrics of the whole code that a summary has; the words are SonarQube's. */
export const summaryMetricKeys = [
  'bugs',
  'reliability_rating',
  'vulnerabilities',
  'security_rating',
  'code_smells',
  'sqale_rating',
  'security_hotspots_reviewed',
  'security_review_rating',
  'coverage',
  'duplicated_lines_density',
  'ncloc',
  // Of the multi-quality-rule mode, from SonarQube 10.8 on.
  'software_quality_reliability_issues',
  'software_quality_reliability_rating',
  'software_quality_security_issues',
  'software_quality_security_rating',
  'software_quality_maintainability_issues',
  'software_quality_maintainability_rating',
] as const;

/** Metrics of the whole code that only details have. */
export const overallMetricKeys = [
  ...summaryMetricKeys,
  'security_hotspots',
  'lines_to_cover',
  'uncovered_lines',
  'duplicated_lines',
  /** Technical debt, in minutes. */
  'sqale_index',
  /** The same in the multi-quality-rule mode. */
  'software_quality_maintainability_remediation_effort',
] as const;

/** Metrics of new code. */
export const newCodeMetricKeys = [
  'new_lines',
  'new_violations',
  'new_bugs',
  'new_reliability_rating',
  'new_vulnerabilities',
  'new_security_rating',
  'new_code_smells',
  'new_maintainability_rating',
  'new_security_hotspots',
  'new_security_hotspots_reviewed',
  'new_security_review_rating',
  'new_coverage',
  'new_lines_to_cover',
  'new_uncovered_lines',
  'new_duplicated_lines_density',
  'new_technical_debt',
  'new_software_quality_reliability_issues',
  'new_software_quality_reliability_rating',
  'new_software_quality_security_issues',
  'new_software_quality_security_rating',
  'new_software_quality_maintainability_issues',
  'new_software_quality_maintainability_rating',
] as const;

/** Metrics whose course is shown. */
export const historyMetricKeys = [
  'bugs',
  'vulnerabilities',
  'code_smells',
  'coverage',
  'duplicated_lines_density',
  'ncloc',
  'software_quality_reliability_issues',
  'software_quality_security_issues',
  'software_quality_maintainability_issues',
] as const;

/**
 * A value of each metric that SonarQube has one for; one that it has none for is absent, never 0.
 * Counts, percentages 0 to 100, minutes for debt, and 1 (A) to 5 (E) for ratings.
 */
const measuresOf = <K extends readonly [string, ...string[]]>(keys: K) =>
  z.partialRecord(z.enum(keys), z.number());

export const summaryMeasuresSchema = measuresOf(summaryMetricKeys);
export const overallMeasuresSchema = measuresOf(overallMetricKeys);
export const newCodeMeasuresSchema = measuresOf(newCodeMetricKeys);

export type SummaryMetricKey = (typeof summaryMetricKeys)[number];
export type OverallMetricKey = (typeof overallMetricKeys)[number];
export type NewCodeMetricKey = (typeof newCodeMetricKeys)[number];
export type HistoryMetricKey = (typeof historyMetricKeys)[number];
export type SummaryMeasures = z.infer<typeof summaryMeasuresSchema>;
export type OverallMeasures = z.infer<typeof overallMeasuresSchema>;
export type NewCodeMeasures = z.infer<typeof newCodeMeasuresSchema>;

const RATINGS = ['A', 'B', 'C', 'D', 'E'] as const;

/** A rating as people know it. */
export type Rating = (typeof RATINGS)[number];

/** The letter of a rating: 1 is A, 5 is E; nothing for what isn't one. */
export function ratingOf(value: number | undefined): Rating | undefined {
  return value === undefined ? undefined : RATINGS[Math.round(value) - 1];
}
