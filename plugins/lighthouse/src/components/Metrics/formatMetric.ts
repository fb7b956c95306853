const SECOND_MS = 1_000;

/**
 * A measured value with its unit.
 *
 * @param value - in `unit`; null when it could not be measured
 * @param unit - Lighthouse’s `numericUnit`
 */
export function formatMetric(value: number | null, unit: string): string {
  if (value === null) {
    return 'Not available';
  }
  if (unit !== 'millisecond') {
    return String(Math.round(value * 1_000) / 1_000);
  }
  return Math.abs(value) < SECOND_MS
    ? `${Math.round(value)} ms`
    : `${(value / SECOND_MS).toFixed(1)} s`;
}
