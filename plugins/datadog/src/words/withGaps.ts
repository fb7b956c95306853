import type { Point } from '@internal/plugin-datadog-common';
import type { ChartPoint } from '@internal/portal-react';

// Datadog’s own intervals waver a little at the edges of a window.
const TOLERANCE = 1.5;

/**
 * The points of a chart with one line. Where nothing was measured for longer than an interval, an
 * empty point breaks the line, which would otherwise be drawn through what nobody knows.
 */
export function withGaps(
  points: Point[],
  seriesId: string,
  intervalSeconds: number,
): ChartPoint[] {
  const intervalMs = intervalSeconds * 1000;
  return points.flatMap(({ at, value }, index) => {
    const point = { at, values: { [seriesId]: value } };
    const before = index > 0 && Date.parse(points[index - 1].at);
    const isGap =
      before !== false && Date.parse(at) - before > TOLERANCE * intervalMs;
    return isGap
      ? [{ at: new Date(before + intervalMs).toISOString(), values: {} }, point]
      : [point];
  });
}
