import { ServiceUnavailableError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';

/** A value with its age. */
export interface Fresh<T> {
  value: T;
  /** When the upstream gave it, ISO 8601. */
  fetchedAt: string;
  /** True when the upstream couldn't be asked again since. */
  stale: boolean;
  /** Why it couldn't, in a sentence; only when stale. */
  staleReason?: string;
}

/** Durations in milliseconds. */
export interface ReadCacheOptions {
  /** Most entries kept; the least used go first. */
  max: number;
  /** How long a value is given without asking again. */
  ttlMs: number;
  /** How old a value may get while the upstream can't be asked. Default: 1 hour. */
  staleMs?: number;
  /** How long a stale value is given before the upstream is tried again. Default: 5 s. */
  retryMs?: number;
}

interface Loader {
  load: () => Promise<unknown>;
  ttlMs?: (value: any) => number;
}

/**
 * Values read from an upstream: one fetch for any number of readers at once, kept for a while,
 * and still given, marked as stale, while the upstream is unavailable.
 */
export class ReadCache {
  readonly #entries: LRUCache<string, Fresh<unknown>, Loader>;

  constructor(options: ReadCacheOptions) {
    const staleMs = options.staleMs ?? 3_600_000;
    this.#entries = new LRUCache<string, Fresh<unknown>, Loader>({
      max: options.max,
      ttl: options.ttlMs,
      // A key that is forgotten while it is being fetched still answers those who wait for it.
      ignoreFetchAbort: true,
      fetchMethod: async (
        _key,
        previous,
        { options: entryOptions, context },
      ) => {
        try {
          const value = await context.load();
          entryOptions.ttl = context.ttlMs?.(value) ?? options.ttlMs;
          return {
            value,
            fetchedAt: new Date().toISOString(),
            stale: false,
          };
        } catch (error) {
          const age = previous && Date.now() - Date.parse(previous.fetchedAt);
          // "Not found" and "not allowed" are answers; only silence makes an old value useful.
          if (!previous || age! > staleMs || !isUnavailable(error)) {
            throw error;
          }
          entryOptions.ttl = options.retryMs ?? 5_000;
          return { ...previous, stale: true, staleReason: error.message };
        }
      },
    });
  }

  /**
   * Gives the value under a key, loading it when it is missing or too old.
   *
   * @param ttlMs - how long this value is kept, where that depends on the value itself
   * @throws what `load` throws, unless an older value can stand in for an unavailable upstream
   */
  async read<T>(
    key: string,
    load: () => Promise<T>,
    ttlMs?: (value: T) => number,
  ): Promise<Fresh<T>> {
    const entry = await this.#entries.fetch(key, { context: { load, ttlMs } });
    return entry as Fresh<T>;
  }

  /** Forgets every entry whose key starts with the prefix. */
  forget(prefix: string): void {
    for (const key of [...this.#entries.keys()]) {
      if (key.startsWith(prefix)) {
        this.#entries.delete(key);
      }
    }
  }
}

function isUnavailable(error: unknown): error is Error {
  return error instanceof Error && error.name === ServiceUnavailableError.name;
}
