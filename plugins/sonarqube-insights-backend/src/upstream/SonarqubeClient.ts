import {
  createUpstreamFetch,
  Query,
  queryOf,
  retryAfterMs,
  UpstreamFetch,
  UpstreamProblems,
} from '@internal/upstream-node';
import type { z } from 'zod';
import type { InstanceConfig } from '../config';
import { problem } from '../problems';
import type { Places } from './Places';
import {
  problemOfStatus,
  problemsOf,
  Subject,
  titleOf,
} from './upstreamProblems';

// The largest answer, a month of history of nine metrics with many analyses a day, has about 1 MB.
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const USUAL_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Speaks with the Web API of one server; it only reads. */
export class SonarqubeClient {
  readonly instance: InstanceConfig;
  /** In the words of errors. */
  readonly title: string;
  readonly #fetch: UpstreamFetch;
  readonly #problems: UpstreamProblems;
  readonly #places: Places;
  readonly #now: () => number;
  #quietUntil = 0;

  constructor(
    instance: InstanceConfig,
    options: { timeoutMs: number; places: Places; now?: () => number },
  ) {
    this.instance = instance;
    this.title = titleOf(instance);
    this.#problems = problemsOf(instance);
    this.#now = options.now ?? Date.now;
    this.#places = options.places;
    // How many calls at once is the matter of the places, which all servers share.
    this.#fetch = createUpstreamFetch({
      upstream: this.title,
      timeoutMs: options.timeoutMs,
      maxBodyBytes: MAX_ANSWER_BYTES,
      // A summary is at most three calls, tries included.
      retries: 0,
    });
  }

  /**
   * Asks and reads the answer.
   *
   * @param path - of the Web API, such as `api/components/show`
   * @param subject - what it is about, for errors
   * @throws errors of `problem()`: no answer, another status than 2xx, another shape
   */
  async get<T>(
    schema: z.ZodType<T>,
    path: string,
    query: Query,
    subject: Subject = {},
  ): Promise<T> {
    const answer = await this.#send(path, query);
    if (!answer.ok) {
      throw problemOfStatus(answer.status, this.instance, subject);
    }
    return this.#problems.read(schema, await answer.text());
  }

  /** The same for a route that not every version and edition has; nothing where it is unknown. */
  async getIfKnown<T>(
    schema: z.ZodType<T>,
    path: string,
    query: Query,
    subject: Subject = {},
  ): Promise<T | undefined> {
    const answer = await this.#send(path, query);
    if (answer.status === 404) {
      return undefined;
    }
    if (!answer.ok) {
      throw problemOfStatus(answer.status, this.instance, subject);
    }
    return this.#problems.read(schema, await answer.text());
  }

  async #send(path: string, query: Query): Promise<Response> {
    this.#refuseWhileQuiet();
    try {
      return await this.#places.run(this.instance.name, async () => {
        // Another call may have met the 429 while this one waited.
        this.#refuseWhileQuiet();
        const given = await this.#fetch(
          `${this.instance.baseUrl}/${path}${queryOf(query)}`,
          {
            headers: {
              Accept: 'application/json',
              Authorization: this.#authorization(),
            },
            // The token is for the configured address and no other.
            redirect: 'manual',
          },
        );
        if (given.status === 429) {
          this.#noteQuiet(given.headers.get('Retry-After'));
          this.#refuseWhileQuiet();
        }
        return given;
      });
    } catch (error) {
      throw this.#problems.ofFailure(error);
    }
  }

  #authorization(): string {
    const { apiKey, authType } = this.instance;
    return authType === 'Bearer'
      ? `Bearer ${apiKey}`
      : // The token is the user's name; there is no password.
        `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  }

  #noteQuiet(header: string | null): void {
    const now = this.#now();
    this.#quietUntil =
      now +
      retryAfterMs(header, {
        usualMs: USUAL_WAIT_MS,
        longestMs: LONGEST_WAIT_MS,
        now,
      });
  }

  #refuseWhileQuiet(): void {
    const seconds = Math.ceil((this.#quietUntil - this.#now()) / 1000);
    if (seconds > 0) {
      throw problem(
        'unavailable',
        'sonarqube_rate_limited',
        `${this.title} says that it is asked too often (429), so the portal leaves it alone.`,
        `Try again in ${seconds} seconds.`,
      );
    }
  }
}
