import { retryAfterMs } from '@internal/upstream-node';
import { problem } from '../problems';

const DEFAULT_MS = 30_000;
const LONGEST_MS = 3_600_000;

/** Remembers when a service that has had enough of the portal may be asked again. */
export class RetryAfter {
  readonly #title: string;
  #until = 0;

  /** @param title - of the service, for people */
  constructor(title: string) {
    this.#title = title;
  }

  /**
   * Takes note of a 429.
   *
   * @param header - `Retry-After`: seconds or a date of HTTP; half a minute without one
   * @returns what to throw
   */
  note(header: string | null): Error {
    const now = Date.now();
    this.#until =
      now +
      retryAfterMs(header, {
        usualMs: DEFAULT_MS,
        shortestMs: 0,
        longestMs: LONGEST_MS,
        now,
      });
    return this.#refusal();
  }

  /** @throws ServiceUnavailableError with code `upstream_rate_limited` until the time has come */
  check(): void {
    if (Date.now() < this.#until) {
      throw this.#refusal();
    }
  }

  #refusal(): Error {
    const until = new Date(this.#until).toISOString().slice(11, 19);
    return problem(
      'unavailable',
      'upstream_rate_limited',
      `${this.#title} gets too many requests and asks to be left alone until ${until} UTC.`,
      'Wait until then; look who else calls it so often.',
    );
  }
}
