// Neighbouring classes differ by 5 %, which is as exact as a percentile of a chart has to be.
const STEP = Math.log(1.05);

/**
 * Many latencies in little space: how many there were of each class. Digests can be added up, which
 * percentiles can't.
 */
export type LatencyDigest = Record<string, number>;

/** Adds a latency, in milliseconds. */
export function addLatency(digest: LatencyDigest, ms: number): void {
  const index = Math.round(Math.log(ms + 1) / STEP);
  digest[index] = (digest[index] ?? 0) + 1;
}

/** Adds all of another digest. */
export function addDigest(digest: LatencyDigest, other: LatencyDigest): void {
  for (const [index, count] of Object.entries(other)) {
    digest[index] = (digest[index] ?? 0) + count;
  }
}

/**
 * The latency that a share of all doesn't exceed, in milliseconds.
 *
 * @param share - 0.5 for the median
 * @returns undefined when the digest is empty
 */
export function digestPercentile(
  digest: LatencyDigest,
  share: number,
): number | undefined {
  const classes = Object.entries(digest)
    .map(([index, count]) => ({ index: Number(index), count }))
    .sort((a, b) => a.index - b.index);
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  let seen = 0;
  for (const { index, count } of classes) {
    seen += count;
    if (seen >= share * total) {
      return Math.round(Math.exp(index * STEP) - 1);
    }
  }
  return undefined;
}

/** The exact counterpart for a handful of latencies. */
export function percentile(latencies: number[], share: number): number {
  const sorted = [...latencies].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
