import type { HistoryBucket } from '@internal/plugin-mobworx-common';
import { addDigest, digestPercentile, LatencyDigest } from './LatencyDigest';

/** How long the stretches are in which looks are counted as they come. */
export const HALF_HOUR_MS = 1_800_000;

/** How long those are into which they are put together later. */
export const HOUR_MS = 3_600_000;

/** The looks of some time together. */
export interface Stretch {
  /** Its start, in milliseconds since 1970. */
  at: number;
  looks: number;
  /** How many of them reached the service. */
  reached: number;
  latencies: LatencyDigest;
}

/** The start of the stretch in which a moment lies. */
export function stretchStart(at: number, widthMs: number): number {
  return at - (at % widthMs);
}

/** A stretch as the contract has it. */
export function toBucket({
  at,
  looks,
  reached,
  latencies,
}: Stretch): HistoryBucket {
  const p50 = digestPercentile(latencies, 0.5);
  const p95 = digestPercentile(latencies, 0.95);
  return {
    at: new Date(at).toISOString(),
    ...(looks > 0 && { uptime: reached / looks }),
    ...(p50 !== undefined && p95 !== undefined && { latencyMs: { p50, p95 } }),
  };
}

/**
 * Puts stretches into longer ones.
 *
 * @param widthMs - how long those are
 * @param count - how many, up to the one in which `now` lies
 */
export function gather(
  stretches: Stretch[],
  widthMs: number,
  count: number,
  now: number,
): Stretch[] {
  const last = stretchStart(now, widthMs);
  const gathered: Stretch[] = Array.from({ length: count }, (_, index) => ({
    at: last - (count - 1 - index) * widthMs,
    looks: 0,
    reached: 0,
    latencies: {},
  }));
  for (const stretch of stretches) {
    const target =
      gathered[(stretchStart(stretch.at, widthMs) - gathered[0].at) / widthMs];
    if (target) {
      target.looks += stretch.looks;
      target.reached += stretch.reached;
      addDigest(target.latencies, stretch.latencies);
    }
  }
  return gathered;
}
