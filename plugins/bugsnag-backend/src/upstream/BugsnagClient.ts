import {
  createUpstreamFetch,
  createUpstreamGuard,
  retryAfterMs,
  UpstreamFetch,
  UpstreamGuard,
} from '@internal/upstream-node';
import type { z } from 'zod';
import type { AccountConfig } from '../config';
import { nextPageOf, PageStart } from './nextPage';
import { bugsnag, problemOfStatus, rateLimited } from './upstreamProblems';

// A hundred errors with long messages have about 400 kB.
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const MAX_CALLS_AT_ONCE = 4;
// The call's own time limit is to end it first.
const SPARE_MS = 1_000;
const USUAL_WAIT_MS = 60_000;

/** What Bugsnag answered. */
export interface Answered<T> {
  body: T;
  /** How many rows the whole list has, where Bugsnag says so. */
  total?: number;
  /** Where the next page begins; absent on the last. */
  next?: PageStart;
}

/** Speaks version 2 of the Data Access API of one account; it only reads. */
export class BugsnagClient {
  readonly account: AccountConfig;
  readonly #fetch: UpstreamFetch;
  /** The line that calls wait in. */
  readonly #line: UpstreamGuard;
  readonly #now: () => number;
  #quietUntil = 0;

  constructor(
    account: AccountConfig,
    options: { timeoutMs: number; now?: () => number },
  ) {
    this.account = account;
    this.#now = options.now ?? Date.now;
    // Calls a minute are counted, so no second tries.
    const limits = {
      upstream: 'Bugsnag',
      concurrency: MAX_CALLS_AT_ONCE,
      retries: 0,
    };
    this.#fetch = createUpstreamFetch({
      ...limits,
      timeoutMs: options.timeoutMs,
      maxBodyBytes: MAX_ANSWER_BYTES,
    });
    this.#line = createUpstreamGuard({
      ...limits,
      timeoutMs: options.timeoutMs + SPARE_MS,
    });
  }

  /**
   * Asks and reads the answer.
   *
   * @param path - such as `/user/organizations`
   * @param project - name of the project that it is about, for errors
   * @throws errors of `problem()`: no answer, another status than 2xx, another shape
   */
  async get<T>(
    schema: z.ZodType<T>,
    path: string,
    query: URLSearchParams,
    project?: string,
  ): Promise<Answered<T>> {
    const answer = await this.#send(path, query);
    if (!answer.ok) {
      throw problemOfStatus(answer.status, project);
    }
    const body = bugsnag.read(schema, await answer.text());
    const total = Number(answer.headers.get('X-Total-Count') ?? NaN);
    const next = nextPageOf(answer.headers.get('Link'));
    return {
      body,
      ...(Number.isInteger(total) && total >= 0 && { total }),
      ...(next && { next }),
    };
  }

  async #send(path: string, query: URLSearchParams): Promise<Response> {
    this.#refuseWhileQuiet();
    const { apiBaseUrl, token } = this.account;
    try {
      return await this.#line(async signal => {
        // Another call may have met the 429 while this one waited.
        this.#refuseWhileQuiet();
        const answer = await this.#fetch(`${apiBaseUrl}${path}?${query}`, {
          signal,
          headers: {
            Accept: 'application/json',
            Authorization: `token ${token}`,
            'X-Version': '2',
          },
          // The token is for the configured address and no other.
          redirect: 'manual',
        });
        if (answer.status === 429) {
          this.#noteQuiet(answer.headers.get('Retry-After'));
          this.#refuseWhileQuiet();
        }
        return answer;
      });
    } catch (error) {
      throw bugsnag.ofFailure(error);
    }
  }

  /** Takes note of a 429; Bugsnag's window is a minute. */
  #noteQuiet(header: string | null): void {
    const now = this.#now();
    this.#quietUntil =
      now + retryAfterMs(header, { usualMs: USUAL_WAIT_MS, now });
  }

  #refuseWhileQuiet(): void {
    if (this.#quietUntil > this.#now()) {
      throw rateLimited(this.#quietUntil);
    }
  }
}
