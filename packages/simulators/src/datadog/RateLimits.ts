import type { Response } from 'express';
import type { SimulatorClock } from '../clock';
import { DatadogError } from './DatadogError';

/** Calls that one endpoint takes in a period. */
export interface RateLimit {
  name: string;
  limit: number;
  /** Seconds. */
  period: number;
}

/** Counts the calls of each endpoint in windows of its own, and says so in headers. */
export class RateLimits {
  private readonly windows = new Map<
    string,
    { startedAt: number; count: number }
  >();
  private limits = new Map<string, Partial<RateLimit>>();

  constructor(private readonly clock: SimulatorClock) {}

  /** Another limit for an endpoint, until the reset. */
  set(name: string, limit: { limit?: number; period?: number }): void {
    this.limits.set(name, limit);
    this.windows.delete(name);
  }

  reset(): void {
    this.limits = new Map();
    this.windows.clear();
  }

  /**
   * Counts a call and sets the headers of its answer.
   *
   * @throws DatadogError 429 when the budget is used up
   */
  take(usual: RateLimit, res: Response): void {
    const { name, limit, period } = {
      ...usual,
      ...this.limits.get(usual.name),
    };
    const now = this.clock.now();
    let window = this.windows.get(name);
    if (!window || now >= window.startedAt + period * 1000) {
      window = { startedAt: now, count: 0 };
      this.windows.set(name, window);
    }
    window.count += 1;
    const reset = Math.ceil((window.startedAt + period * 1000 - now) / 1000);
    res.set({
      'X-RateLimit-Limit': String(limit),
      'X-RateLimit-Period': String(period),
      'X-RateLimit-Remaining': String(Math.max(0, limit - window.count)),
      'X-RateLimit-Reset': String(reset),
      'X-RateLimit-Name': name,
    });
    if (window.count > limit) {
      throw new DatadogError(429, 'Rate limit of requests reached');
    }
  }
}
