import type { RateBudget } from '@internal/plugin-datadog-common';

const USUAL_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 31 * 86_400_000;

const numberOf = (headers: Headers, name: string) => {
  const text = headers.get(name);
  const value = text === null || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

/**
 * Obeys what the answers of one endpoint say of its budget: after a 429, or when the last call of a
 * period was answered, nothing is sent until the time that Datadog names.
 */
export class RateGate {
  #budget?: RateBudget;
  #pausedUntil = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** As the last answer said. */
  get budget(): RateBudget | undefined {
    return this.#budget;
  }

  /** When something may be sent again, ISO 8601; nothing when that is now. */
  get resumesAt(): string | undefined {
    return this.#pausedUntil > this.now()
      ? new Date(this.#pausedUntil).toISOString()
      : undefined;
  }

  /** Takes note of an answer. Calls that overlap end in any order, so a pause only gets longer. */
  note(status: number, headers: Headers): void {
    const resetSeconds = numberOf(headers, 'X-RateLimit-Reset');
    const remaining = numberOf(headers, 'X-RateLimit-Remaining');
    this.#noteBudget(headers, resetSeconds, remaining);
    if (status === 429) {
      const waits = [
        this.#retryAfterMs(headers),
        resetSeconds === undefined ? undefined : resetSeconds * 1000,
      ].filter(wait => wait !== undefined);
      this.#pause(waits.length > 0 ? Math.max(...waits) : USUAL_WAIT_MS);
    } else if (remaining === 0 && resetSeconds) {
      this.#pause(resetSeconds * 1000);
    }
  }

  #pause(wait: number): void {
    const bounded = Math.min(Math.max(wait, 1_000), LONGEST_WAIT_MS);
    this.#pausedUntil = Math.max(this.#pausedUntil, this.now() + bounded);
  }

  #noteBudget(headers: Headers, reset?: number, remaining?: number): void {
    const limit = numberOf(headers, 'X-RateLimit-Limit');
    if (limit === undefined || reset === undefined || remaining === undefined) {
      return;
    }
    const name = headers.get('X-RateLimit-Name')?.slice(0, 200);
    this.#budget = {
      ...(name && { name }),
      limit: Math.floor(limit),
      periodSeconds: numberOf(headers, 'X-RateLimit-Period') ?? 0,
      remaining: Math.floor(remaining),
      resetsAt: new Date(
        this.now() + Math.min(reset * 1000, LONGEST_WAIT_MS),
      ).toISOString(),
    };
  }

  /** Seconds, or a date of HTTP. */
  #retryAfterMs(headers: Headers): number | undefined {
    const seconds = numberOf(headers, 'Retry-After');
    if (seconds !== undefined) {
      return seconds * 1000;
    }
    const date = Date.parse(headers.get('Retry-After') ?? '');
    return Number.isNaN(date) ? undefined : Math.max(0, date - this.now());
  }
}
