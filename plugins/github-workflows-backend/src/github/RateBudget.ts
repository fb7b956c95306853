import { UpstreamFetch } from '@internal/upstream-node';

/** What GitHub lets one credential do. Times are milliseconds since 1970. */
export interface Budget {
  host: string;
  /** Such as `token`, or `app in MobWorx`; never the credential itself. */
  credential: string;
  /** `core` for REST, `graphql`. */
  resource: string;
  limit?: number;
  remaining?: number;
  resetAt?: number;
  /** Until then nothing is read: GitHub has said that it takes no more calls. */
  pausedUntil?: number;
  seenAt: number;
}

/** Whose calls are counted together. */
export type BudgetOwner = Pick<Budget, 'host' | 'credential'>;

/** A read that isn't sent, because GitHub takes no more calls for now. */
export class BudgetPausedError extends Error {
  /** Milliseconds since 1970. */
  readonly until: number;

  constructor(until: number) {
    super('GitHub takes no more calls for now');
    this.name = 'BudgetPausedError';
    this.until = until;
  }
}

// GitHub's advice where it doesn't say how long to wait.
const UNTOLD_PAUSE_MS = 60_000;
// A reset that is further away than GitHub's own window would stop the portal for no reason.
const LONGEST_PAUSE_MS = 3_600_000;
// What background work leaves to the people who look on.
const SPARE = 0.25;

/**
 * Counts what GitHub's headers say of the rate limits of each host and credential, and holds reads
 * back until the reset once GitHub has refused one.
 *
 * Source: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export class RateBudget {
  readonly #budgets = new Map<string, Budget>();

  /** What is known of every credential that was used. */
  list(): Budget[] {
    return [...this.#budgets.values()];
  }

  /** Whether work that nobody waits for may go on. */
  hasCallsToSpare(owner: BudgetOwner): boolean {
    const budget = this.#budgets.get(keyOf(owner, 'core'));
    return (
      !budget ||
      (!isPaused(budget) &&
        (budget.remaining === undefined ||
          (budget.resetAt ?? 0) < Date.now() ||
          budget.remaining > SPARE * (budget.limit ?? 0)))
    );
  }

  /**
   * A fetch that counts, and that refuses to send while GitHub takes no more calls.
   *
   * @throws BudgetPausedError
   */
  counting(fetch: UpstreamFetch, owner: BudgetOwner): UpstreamFetch {
    return async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const resource = /\/graphql$/.test(url) ? 'graphql' : 'core';
      const budget = this.#budgetOf(owner, resource);
      if (isPaused(budget)) {
        throw new BudgetPausedError(budget.pausedUntil!);
      }
      const response = await fetch(input, init);
      await this.#count(budget, response);
      return response;
    };
  }

  #budgetOf(owner: BudgetOwner, resource: string): Budget {
    const key = keyOf(owner, resource);
    const budget = this.#budgets.get(key) ?? {
      ...owner,
      resource,
      seenAt: Date.now(),
    };
    this.#budgets.set(key, budget);
    return budget;
  }

  async #count(budget: Budget, response: Response): Promise<void> {
    const { headers } = response;
    const now = Date.now();
    const remaining = numberIn(headers, 'x-ratelimit-remaining');
    const reset = numberIn(headers, 'x-ratelimit-reset');
    const retryAfter = numberIn(headers, 'retry-after');
    budget.seenAt = now;
    budget.limit = numberIn(headers, 'x-ratelimit-limit') ?? budget.limit;
    budget.remaining = remaining ?? budget.remaining;
    budget.resetAt = reset === undefined ? budget.resetAt : reset * 1_000;
    if (!(await isRefused(response))) {
      budget.pausedUntil = undefined;
      return;
    }
    const untilReset =
      remaining === 0 && reset !== undefined
        ? reset * 1_000 - now
        : UNTOLD_PAUSE_MS;
    const wait = retryAfter === undefined ? untilReset : retryAfter * 1_000;
    budget.pausedUntil =
      now + Math.min(Math.max(wait, 1_000), LONGEST_PAUSE_MS);
  }
}

/** GitHub says it in one of three ways, the last of which is a sentence only. */
async function isRefused(response: Response): Promise<boolean> {
  const { headers, status } = response;
  return (
    status === 429 ||
    (status === 403 &&
      (headers.get('x-ratelimit-remaining') === '0' ||
        headers.has('retry-after') ||
        /rate limit/i.test(await response.clone().text())))
  );
}

function isPaused({ pausedUntil }: Budget): boolean {
  return pausedUntil !== undefined && pausedUntil > Date.now();
}

function keyOf({ host, credential }: BudgetOwner, resource: string): string {
  return [host, credential, resource].join(' ');
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
