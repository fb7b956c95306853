const WIDTH = 100;
const HEIGHT = 28;
// So that the line isn’t cut off at 0 and 100 %.
const MARGIN = 2;

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * The unbroken stretches of a trend, each as the points of a polyline in a field of 100 by 28.
 *
 * @param scores - 0 to 1, the oldest first; null interrupts the line
 */
export function stretchesOf(scores: (number | null)[]): string[] {
  const step = WIDTH / Math.max(scores.length - 1, 1);
  const yOf = (score: number) =>
    round(HEIGHT - MARGIN - score * (HEIGHT - 2 * MARGIN));
  const stretches: string[][] = [[]];
  scores.forEach((score, index) => {
    if (score === null) {
      stretches.push([]);
    } else {
      stretches.at(-1)!.push(`${round(index * step)},${yOf(score)}`);
    }
  });
  const reach = scores.length === 1 ? WIDTH : step / 2;
  return stretches
    .filter(points => points.length > 0)
    .map(points =>
      points.length === 1 ? flat(points[0], reach) : points.join(' '),
    );
}

/** One score alone: a line of its height, which reaches to both sides. */
function flat(point: string, reach: number): string {
  const [x, y] = point.split(',').map(Number);
  const from = Math.max(0, x - reach);
  const to = Math.min(WIDTH, x + reach);
  return `${round(from)},${y} ${round(to)},${y}`;
}
