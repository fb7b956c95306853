// A clock that is wrong, or a header that means something else, must not silence us for months.
const LONGEST_WAIT_MS = 31 * 86_400_000;
// What says "now" after a refusal is a mistake too.
const SHORTEST_WAIT_MS = 1_000;

/**
 * How long an upstream wants to be left alone, in milliseconds.
 *
 * @param header - `Retry-After` as it came: seconds or a date of HTTP (RFC 9110, 10.2.3)
 * @param options - `usualMs` where there is no header or none that can be understood; at least
 * `shortestMs`, a second if left out, and at most `longestMs`; `now` in milliseconds since 1970
 */
export function retryAfterMs(
  header: string | null,
  options: {
    usualMs: number;
    shortestMs?: number;
    longestMs?: number;
    now: number;
  },
): number {
  const {
    usualMs,
    shortestMs = SHORTEST_WAIT_MS,
    longestMs = LONGEST_WAIT_MS,
    now,
  } = options;
  const seconds = header?.trim() ? Number(header) : NaN;
  const wait = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(header ?? '') - now;
  return Math.min(
    Math.max(Number.isFinite(wait) ? wait : usualMs, shortestMs),
    longestMs,
  );
}
