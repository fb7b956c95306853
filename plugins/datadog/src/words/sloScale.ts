// Each is easily divided by the four lines of a chart.
const GAPS = [0.1, 0.2, 0.4, 1, 2, 4, 10, 20, 40, 100];

/**
 * The ends of a chart’s scale in percent: close to the lowest value, since an SLO is about the last
 * digits, and never beyond 100.
 */
export function sloScale(values: number[]): [number, number] {
  const gap = 100 - Math.min(100, ...values);
  return [100 - (GAPS.find(one => one >= gap) ?? 100), 100];
}
