import type { CodedError } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { codedOrThrow, isAbsent, resumesAtOf } from '../problems';
import type { PartStore, StoredPart } from '../store/PartStore';
import { type Age, ageOf } from './ages';

/** What is known of a part of a file, with its age. */
export interface Known<T> {
  value: T;
  /** Version of the file that it is of, where it depends on it. */
  version?: string;
  age: Age;
  /** Whether it is as Figma has it, as far as the portal knows. */
  isFresh: boolean;
}

/** What a part is and how to get it. */
export interface PartRequest<T> {
  fileKey: string;
  part: string;
  /** Whether what is stored may be given without asking again. */
  isFresh: (stored: { version?: string; fetchedAt: number }) => boolean;
  load: (previous: T | undefined) => Promise<{ value: T; version?: string }>;
  /** Whether a stored value lacks something that is asked for, so that it is waited for. */
  lacks?: (value: T) => boolean;
  /** What tells one value from another, where that isn't all of it. */
  essence?: (value: T) => unknown;
}

interface Entry {
  stored?: StoredPart;
  /** The content, parsed. */
  value?: unknown;
  readAt: number;
}

interface Failure {
  error: CodedError;
  /** It isn't asked again before; milliseconds since 1970. */
  until: number;
}

/** How long this process believes its memory before it looks at the database, that others write to. */
const MEMORY_MS = 10_000;
const MEMORY_CHARACTERS = 60_000_000;
const RETRY_MS = 5_000;
/** Who shares a file that was missing doesn't want to wait longer for the portal to notice. */
const ABSENT_MS = 60_000;
const MAX_FAILURES = 5_000;

/**
 * What Figma said, kept in the database: given at once however old it is, while Figma is asked
 * again behind it; one call for any number of readers; and with its age and the reason while Figma
 * can't be asked.
 */
export class KeptParts {
  readonly #store: PartStore;
  readonly #retryMs: number;
  readonly #now: () => number;
  readonly #onChange: (fileKey: string) => void;
  readonly #memory = new LRUCache<string, Entry>({
    maxSize: MEMORY_CHARACTERS,
    sizeCalculation: ({ stored }) => (stored?.content.length ?? 0) + 200,
  });
  readonly #failures = new LRUCache<string, Failure>({ max: MAX_FAILURES });
  readonly #flights = new Map<string, Promise<Entry>>();

  constructor(options: {
    store: PartStore;
    /** How long what Figma said is given without asking again. */
    ttlMs: number;
    /** Hears when something is known that was not known before. */
    onChange: (fileKey: string) => void;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#retryMs = Math.min(RETRY_MS, options.ttlMs);
    this.#onChange = options.onChange;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Gives a part: what is stored at once, and only what isn't is waited for.
   *
   * @throws what `load` throws, where nothing is stored or there is no such thing any more
   */
  async read<T>(request: PartRequest<T>): Promise<Known<T>> {
    const id = idOf(request);
    const entry = await this.#recall(id, request);
    const failure = this.#failures.get(id);
    if (!lacks(entry, request) && this.#isFresh(entry.stored!, request)) {
      return this.#known(entry, undefined, true);
    }
    const mayAsk = !failure || failure.until <= this.#now();
    if (lacks(entry, request)) {
      return this.#wait(id, request, entry, mayAsk ? undefined : failure);
    }
    if (mayAsk) {
      // Whoever asks next learns how it ended.
      this.#fly(id, request, entry).catch(() => {});
    }
    if (failure && isAbsent(failure.error)) {
      throw failure.error;
    }
    return this.#known(entry, failure, false);
  }

  /** Waits for what is missing; what is stored without it stands in when it doesn't come. */
  async #wait<T>(
    id: string,
    request: PartRequest<T>,
    entry: Entry,
    failure: Failure | undefined,
  ): Promise<Known<T>> {
    if (failure) {
      if (!entry.stored || isAbsent(failure.error)) {
        throw failure.error;
      }
      return this.#known(entry, failure, false);
    }
    try {
      let loaded = await this.#fly(id, request, entry);
      if (lacks(loaded, request)) {
        // Another reader's flight brought what that one asked for.
        loaded = await this.#fly(id, request, loaded);
      }
      return this.#known(loaded, undefined, true);
    } catch (error) {
      if (!entry.stored || isAbsent(error)) {
        throw error;
      }
      return this.#known(entry, this.#failures.get(id), false);
    }
  }

  /** Gives what is stored and nothing else; never asks. */
  async peek<T>(fileKey: string, part: string): Promise<T | undefined> {
    const request = { fileKey, part };
    const { value } = await this.#recall(idOf(request), request);
    return value as T | undefined;
  }

  /** Writes a part that Figma told by itself. */
  async put(fileKey: string, part: string, value: object): Promise<void> {
    await this.#keep({ fileKey, part }, { value });
  }

  /** Marks parts of a file as out of date. */
  async invalidate(fileKey: string, parts: readonly string[]): Promise<void> {
    await this.#store.invalidate(fileKey, parts);
    for (const part of parts) {
      const id = idOf({ fileKey, part });
      this.#memory.delete(id);
      // It may be there now, or be gone; a limit of Figma's is kept elsewhere.
      this.#failures.delete(id);
    }
  }

  #isFresh<T>(stored: StoredPart, request: PartRequest<T>): boolean {
    return !stored.invalid && request.isFresh(stored);
  }

  async #recall(
    id: string,
    { fileKey, part }: { fileKey: string; part: string },
  ): Promise<Entry> {
    const remembered = this.#memory.get(id);
    const now = this.#now();
    if (remembered && now - remembered.readAt < MEMORY_MS) {
      return remembered;
    }
    const stored = await this.#store.read(fileKey, part);
    const isSame = stored && remembered?.stored?.content === stored.content;
    const entry: Entry = {
      stored,
      value: isSame ? remembered!.value : stored && JSON.parse(stored.content),
      readAt: now,
    };
    if (stored) {
      this.#memory.set(id, entry);
    }
    return entry;
  }

  /** Loads it, once for all who ask meanwhile. */
  #fly<T>(id: string, request: PartRequest<T>, entry: Entry): Promise<Entry> {
    const under = this.#flights.get(id);
    if (under) {
      return under;
    }
    const flight = this.#load(id, request, entry).finally(() =>
      this.#flights.delete(id),
    );
    this.#flights.set(id, flight);
    return flight;
  }

  async #load<T>(
    id: string,
    request: PartRequest<T>,
    entry: Entry,
  ): Promise<Entry> {
    const previous = entry.value as T | undefined;
    let loaded: { value: T; version?: string };
    try {
      loaded = await request.load(previous);
    } catch (error) {
      this.#noteFailure(id, request.fileKey, codedOrThrow(error));
      throw error;
    }
    const failed = this.#failures.delete(id);
    const kept = await this.#keep(request, loaded);
    const essence = request.essence ?? (value => value);
    const isNews =
      previous !== undefined &&
      JSON.stringify(essence(previous)) !==
        JSON.stringify(essence(loaded.value));
    if (isNews || failed) {
      this.#onChange(request.fileKey);
    }
    return kept;
  }

  async #keep(
    { fileKey, part }: { fileKey: string; part: string },
    { value, version }: { value: unknown; version?: string },
  ): Promise<Entry> {
    const stored: StoredPart = {
      fileKey,
      part,
      version,
      content: JSON.stringify(value),
      fetchedAt: this.#now(),
      invalid: false,
    };
    await this.#store.write(stored);
    const entry = { stored, value, readAt: this.#now() };
    this.#memory.set(idOf(stored), entry);
    return entry;
  }

  #noteFailure(id: string, fileKey: string, error: CodedError): void {
    const resumesAt = resumesAtOf(error);
    const wait = isAbsent(error)
      ? Math.min(ABSENT_MS, this.#retryMs * 12)
      : this.#retryMs;
    const known = this.#failures.has(id);
    this.#failures.set(id, {
      error,
      until: resumesAt ? Date.parse(resumesAt) : this.#now() + wait,
    });
    if (!known && this.#memory.has(id)) {
      // Open pages show the age and the reason.
      this.#onChange(fileKey);
    }
  }

  #known<T>(
    { stored, value }: Entry,
    failure: Failure | undefined,
    isFresh: boolean,
  ): Known<T> {
    return {
      value: value as T,
      version: stored!.version,
      isFresh,
      age: ageOf(stored!.fetchedAt, failure?.error),
    };
  }
}

function lacks<T>({ stored, value }: Entry, request: PartRequest<T>): boolean {
  return !stored || (request.lacks?.(value as T) ?? false);
}

function idOf({ fileKey, part }: { fileKey: string; part: string }) {
  return `${fileKey} ${part}`;
}
