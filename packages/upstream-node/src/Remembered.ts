import { NotFoundError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { CodedError, ErrorDetail, isCodedError } from './errors';
import { problemOf } from './problem';
import { ReadCache } from './ReadCache';

const MAX_ENTRIES = 5_000;
const STALE_MS = 24 * 3_600_000;
// Who creates what is missing doesn't want to wait longer for the portal to notice.
const ABSENT_MS = 60_000;
const RETRY_MS = 5_000;
// As much of a sentence as the contracts allow: the name of a branch may be long.
const MAX_TEXT = 500;

/** A value with its age, in the form of our contracts. */
export interface Aged<T> {
  value: T;
  age: { fetchedAt: string; stale: boolean; problem?: ErrorDetail };
}

/** Durations in milliseconds. */
export interface RememberedOptions {
  /** How long a value is given without asking again. */
  ttlMs: number;
  /** How old a value may get while the upstream can't be asked. Default: 1 day. */
  staleMs?: number;
  /** Most values kept; the least used go first. Default: 5000. */
  max?: number;
}

/** How long one value is kept, where that isn't as usual. */
export interface RememberingOptions<T> {
  /** In place of the usual time. */
  ttlMs?: number;
  /** False for a value that lacks something for the moment: it is loaded again soon. */
  isWhole?: (value: T) => boolean;
}

type Outcome<T> = { value: T } | { refusal: CodedError };

/**
 * What an upstream said, in the memory of this process: one call for any number of readers at once,
 * kept for a while, and given with its age and the reason while the upstream isn't well. What the
 * upstream doesn't have is remembered too, and what failed isn't asked again at once.
 */
export class Remembered {
  readonly #ttlMs: number;
  readonly #retryMs: number;
  readonly #cache: ReadCache;
  /** Those that aren't asked again yet. */
  readonly #failures: LRUCache<string, CodedError>;
  /** Why older values stand in. */
  readonly #reasons: LRUCache<string, CodedError>;

  constructor(options: RememberedOptions) {
    const { max = MAX_ENTRIES } = options;
    this.#ttlMs = options.ttlMs;
    this.#retryMs = Math.min(RETRY_MS, options.ttlMs);
    this.#cache = new ReadCache({
      max,
      ttlMs: options.ttlMs,
      staleMs: options.staleMs ?? STALE_MS,
      retryMs: this.#retryMs,
    });
    this.#failures = new LRUCache({ max, ttl: this.#retryMs });
    this.#reasons = new LRUCache({ max });
  }

  /**
   * Gives the value under a key, loading it when it is missing or too old.
   *
   * @throws what `load` throws, unless an older value can stand in
   */
  async read<T>(
    key: ReadonlyArray<string | undefined>,
    load: () => Promise<T>,
    options: RememberingOptions<T> = {},
  ): Promise<Aged<T>> {
    const { ttlMs = this.#ttlMs, isWhole = () => true } = options;
    const id = JSON.stringify(key);
    const { value, fetchedAt, stale } = await this.#cache.read<Outcome<T>>(
      id,
      () => this.#attempt(id, load),
      outcome => {
        if ('refusal' in outcome) {
          return Math.min(ABSENT_MS, ttlMs);
        }
        return isWhole(outcome.value) ? ttlMs : this.#retryMs;
      },
    );
    const reason = stale ? this.#reasons.get(id) : undefined;
    if ('refusal' in value) {
      // What was missing a while ago may be there by now; an old "no" stands in for nothing.
      throw reason ?? value.refusal;
    }
    return {
      value: value.value,
      age: { fetchedAt, stale, ...(reason && { problem: sayShortly(reason) }) },
    };
  }

  async #attempt<T>(id: string, load: () => Promise<T>): Promise<Outcome<T>> {
    const recent = this.#failures.get(id);
    if (recent) {
      throw recent;
    }
    try {
      return { value: await load() };
    } catch (error) {
      if (!isCodedError(error)) {
        throw error;
      }
      if (error.name === NotFoundError.name) {
        return { refusal: error };
      }
      this.#failures.set(id, error);
      this.#reasons.set(id, error);
      throw error;
    }
  }
}

function sayShortly(error: CodedError): ErrorDetail {
  const { code, message, remedy } = problemOf(error);
  return {
    code,
    message: message.slice(0, MAX_TEXT),
    remedy: remedy.slice(0, MAX_TEXT),
  };
}
