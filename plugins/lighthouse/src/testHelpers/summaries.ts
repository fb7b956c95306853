import {
  Audit,
  AuditSummary,
  auditSummarySchema,
  CategoryTrend,
} from '@internal/plugin-lighthouse-common';

/** An audit as lists have it. */
export function summaryOf(audit: Audit): AuditSummary {
  const fields = Object.keys(auditSummarySchema.shape);
  return auditSummarySchema.parse(
    Object.fromEntries(
      Object.entries(audit).filter(([name]) => fields.includes(name)),
    ),
  );
}

/** The trends of completed audits, as the backend makes them. */
export function trendsOf(newestFirst: AuditSummary[]): CategoryTrend[] {
  const trends = new Map<string, CategoryTrend>();
  for (const audit of [...newestFirst].reverse()) {
    for (const { id, title, score } of audit.categories) {
      const trend = trends.get(id) ?? { id, title, scores: [] };
      trend.scores.push(score);
      trends.set(id, trend);
    }
  }
  return [...trends.values()];
}
