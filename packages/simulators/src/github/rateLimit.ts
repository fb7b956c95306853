import type { Response } from 'express';
import type { SimulatorClock } from '../clock';
import { GithubError } from './errors';

interface Window {
  used: number;
  /** Milliseconds since the epoch. */
  resetAt: number;
}

/** What one token has left. */
export interface Budget {
  limit: number;
  remaining: number;
  used: number;
  /** Seconds since the epoch. */
  reset: number;
}

const hour = 3_600_000;

/**
 * GitHub's primary rate limit: a budget of requests for each token and hour, 60 without a token.
 * Source: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly clock: SimulatorClock,
    private readonly limitOf: (key: string) => number,
  ) {}

  clear(): void {
    this.windows.clear();
  }

  /** Counts a request. @throws GithubError 403 when nothing is left */
  take(key: string, requestId: string): Budget {
    const window = this.window(key);
    const limit = this.limitOf(key);
    window.used = Math.min(limit + 1, window.used + 1);
    if (window.used > limit) {
      throw exceeded(requestId, this.budget(key));
    }
    return this.budget(key);
  }

  /** Gives a request back: a 304 does not count. */
  giveBack(key: string): Budget {
    this.window(key).used -= 1;
    return this.budget(key);
  }

  /** Uses up the whole budget until some seconds from now. */
  exhaust(key: string, resetInSeconds: number): void {
    const resetAt = this.clock.now() + resetInSeconds * 1000;
    this.windows.set(key, { used: this.limitOf(key), resetAt });
  }

  budget(key: string): Budget {
    const { used, resetAt } = this.window(key);
    const limit = this.limitOf(key);
    const counted = Math.min(used, limit);
    return {
      limit,
      remaining: limit - counted,
      used: counted,
      reset: Math.ceil(resetAt / 1000),
    };
  }

  private window(key: string): Window {
    const now = this.clock.now();
    let window = this.windows.get(key);
    if (!window || window.resetAt <= now) {
      window = { used: 0, resetAt: now + hour };
      this.windows.set(key, window);
    }
    return window;
  }
}

/** Writes a budget into the headers that clients read. */
export function setBudgetHeaders(res: Response, budget: Budget): void {
  res.set({
    'X-RateLimit-Limit': String(budget.limit),
    'X-RateLimit-Remaining': String(budget.remaining),
    'X-RateLimit-Used': String(budget.used),
    'X-RateLimit-Reset': String(budget.reset),
    'X-RateLimit-Resource': 'core',
  });
}

function exceeded(requestId: string, budget: Budget): GithubError {
  return new GithubError(
    403,
    `API rate limit exceeded. If you reach out to GitHub Support for help, please include the request ID ${requestId}.`,
    {
      documentationPath: 'rest/overview/rate-limits-for-the-rest-api',
      headers: {
        'X-RateLimit-Limit': String(budget.limit),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Used': String(budget.used),
        'X-RateLimit-Reset': String(budget.reset),
        'X-RateLimit-Resource': 'core',
      },
    },
  );
}
