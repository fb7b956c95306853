import type { RequestHandler } from 'express';
import type { SimulatorClock } from '../clock';
import { ApiError } from './ApiError';

const WINDOW_MS = 60_000;

/** The calls that a token may make in a minute, told in the headers of each answer. */
export class RateLimit {
  private windows = new Map<string, { endsAt: number; calls: number }>();

  constructor(
    private readonly clock: SimulatorClock,
    /** How many; asked at each call, as a switch may change it. */
    private readonly limit: () => number,
  ) {}

  reset(): void {
    this.windows.clear();
  }

  /** @throws ApiError 429 */
  readonly count: RequestHandler = (req, res, next) => {
    const key = req.get('Authorization') ?? '';
    const now = this.clock.now();
    const window = this.windows.get(key);
    const current =
      window && window.endsAt > now
        ? window
        : { endsAt: now + WINDOW_MS, calls: 0 };
    this.windows.set(key, current);
    current.calls += 1;
    res.set({
      'X-RateLimit-Limit': String(this.limit()),
      'X-RateLimit-Remaining': String(
        Math.max(0, this.limit() - current.calls),
      ),
    });
    if (current.calls > this.limit()) {
      throw new ApiError(429, 'Rate limit exceeded', {
        'Retry-After': String(Math.ceil((current.endsAt - now) / 1000)),
      });
    }
    next();
  };
}
