import { NotFoundError } from '@backstage/errors';
import { Problem } from '@internal/plugin-sonarqube-insights-common';
import { CodedError, isCodedError, ReadCache } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { problemOf } from '../problems';

const MAX_ENTRIES = 5_000;
const STALE_MS = 24 * 3_600_000;
// Who creates a missing project doesn't want to wait longer for the portal to notice.
const ABSENT_MS = 60_000;
const RETRY_MS = 5_000;

/** A value with its age, in the form of the contract. */
export interface Aged<T> {
  value: T;
  age: { fetchedAt: string; stale: boolean; problem?: Problem };
}

type Outcome<T> = { value: T } | { refusal: CodedError };

/**
 * What SonarQube said, in the memory of this process: one call for any number of readers at once,
 * kept for a while, and given with its age while SonarQube isn't well. What SonarQube doesn't have
 * is remembered too, and what failed isn't asked again at once.
 */
export class Remembered {
  readonly #ttlMs: number;
  readonly #retryMs: number;
  readonly #cache: ReadCache;
  /** Those that aren't asked again yet. */
  readonly #failures: LRUCache<string, CodedError>;
  /** Why older values stand in. */
  readonly #reasons = new LRUCache<string, CodedError>({ max: MAX_ENTRIES });

  constructor(options: { ttlMs: number }) {
    this.#ttlMs = options.ttlMs;
    this.#retryMs = Math.min(RETRY_MS, options.ttlMs);
    this.#cache = new ReadCache({
      max: MAX_ENTRIES,
      ttlMs: options.ttlMs,
      staleMs: STALE_MS,
      retryMs: this.#retryMs,
    });
    this.#failures = new LRUCache({ max: MAX_ENTRIES, ttl: this.#retryMs });
  }

  /**
   * Gives the value under a key, loading it when it is missing or too old.
   *
   * @param isWhole - false for a value that lacks something for the moment: it is loaded again soon
   * @throws what `load` throws, unless an older value can stand in
   */
  async read<T>(
    key: ReadonlyArray<string | undefined>,
    load: () => Promise<T>,
    isWhole: (value: T) => boolean = () => true,
  ): Promise<Aged<T>> {
    const id = JSON.stringify(key);
    const { value, fetchedAt, stale } = await this.#cache.read<Outcome<T>>(
      id,
      () => this.#attempt(id, load),
      outcome => {
        if ('refusal' in outcome) {
          return Math.min(ABSENT_MS, this.#ttlMs);
        }
        return isWhole(outcome.value) ? this.#ttlMs : this.#retryMs;
      },
    );
    const reason = stale ? this.#reasons.get(id) : undefined;
    if ('refusal' in value) {
      // What was missing a while ago may be there by now; an old "no" stands in for nothing.
      throw reason ?? value.refusal;
    }
    return {
      value: value.value,
      age: {
        fetchedAt,
        stale,
        ...(reason && { problem: problemOf(reason) }),
      },
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
