import type { UpstreamFetch } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { tooManyCalls } from './githubProblems';

interface Known {
  etag: string;
  body: string;
  headers: Array<[string, string]>;
}

// What the poller leaves of an hour's calls to the people who look on.
const SPARE = 0.25;
// GitHub's advice where it doesn't say how long to wait.
const UNTOLD_PAUSE_MS = 60_000;
// GitHub's own window; more would stop the portal for no reason.
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Asks GitHub whether what it said before still holds, which costs nothing when it does, and stops
 * asking when its limit of calls is nearly used up.
 *
 * Source: docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 *
 * @param owner - whose credential it is: what is remembered of one isn't told to another
 * @throws ServiceUnavailableError with code `upstream_rate_limited` instead of asking
 */
export class FrugalFetch {
  readonly #known = new LRUCache<string, Known>({
    maxSize: 8 * 1024 * 1024,
    sizeCalculation: ({ body }) => body.length + 500,
  });
  readonly #pausedUntil = new Map<string, number>();

  of(fetch: UpstreamFetch, owner: string): UpstreamFetch {
    return async (input, init) => {
      const until = this.#pausedUntil.get(owner) ?? 0;
      if (until > Date.now()) {
        throw tooManyCalls(until);
      }
      const key = `${owner} ${input instanceof Request ? input.url : input}`;
      const known = this.#known.get(key);
      const headers = new Headers(init?.headers);
      if (known) {
        headers.set('If-None-Match', known.etag);
      }
      const response = await fetch(input, { ...init, headers });
      this.#note(owner, response);
      if (response.status === 304 && known) {
        return new Response(known.body, {
          status: 200,
          headers: known.headers,
        });
      }
      const etag = response.headers.get('ETag');
      if (response.status === 200 && etag) {
        const body = await response.clone().text();
        this.#known.set(key, { etag, body, headers: [...response.headers] });
      }
      return response;
    };
  }

  #note(owner: string, { status, headers }: Response): void {
    const now = Date.now();
    const [remaining, limit, reset, retryAfter] = [
      'x-ratelimit-remaining',
      'x-ratelimit-limit',
      'x-ratelimit-reset',
      'retry-after',
    ].map(name => {
      const text = headers.get(name);
      return text !== null && /^\d{1,15}$/.test(text)
        ? Number(text)
        : undefined;
    });
    const isSpent =
      remaining !== undefined &&
      limit !== undefined &&
      remaining <= limit * SPARE;
    const isRefused =
      status === 429 || (status === 403 && retryAfter !== undefined);
    if (!isSpent && !isRefused) {
      return;
    }
    const untilReset =
      isSpent && reset !== undefined ? reset * 1000 - now : UNTOLD_PAUSE_MS;
    const wait = retryAfter === undefined ? untilReset : retryAfter * 1000;
    this.#pausedUntil.set(
      owner,
      now + Math.min(Math.max(wait, 0), LONGEST_PAUSE_MS),
    );
  }
}
