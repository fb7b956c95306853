import { type FileRef, THUMBNAIL } from '@internal/plugin-figma-common';
import type { CodedError } from '@internal/upstream-node';
import { LRUCache } from 'lru-cache';
import { codedOrThrow, problem, resumesAtOf } from '../problems';
import type { ImageEntry, ImageStore } from '../store/ImageStore';
import { imagesAnswer } from '../upstream/answers';
import type { FigmaClient } from '../upstream/FigmaClient';
import type { PictureClient } from '../upstream/PictureClient';
import type { Meta } from './digestTypes';
import { inBatches } from './inBatches';
import type { KeptParts, Known } from './KeptParts';

/** One point of Figma's is one pixel: sharp enough for a gallery, and small. */
const SCALE = 1;
const RETRY_MS = 60_000;
const MAX_FAILURES = 5_000;

/** The picture of a node that is shown, or why there is none. */
export interface Shown {
  /** Version of the file that the stored picture is of. */
  version?: string;
  problem?: CodedError;
}

interface Failure {
  error: CodedError;
  /** It isn't tried again before; milliseconds since 1970. */
  until: number;
}

/** Which thumbnail of a file is stored. */
interface Thumbnail {
  version: string;
}

/** The pictures of files: drawn by Figma once a version, and kept. */
export class ImageService {
  readonly #client: FigmaClient;
  readonly #pictures: PictureClient;
  readonly #store: ImageStore;
  readonly #kept: KeptParts;
  readonly #onChange: (fileKey: string) => void;
  readonly #now: () => number;
  readonly #flights = new Map<string, Promise<void>>();
  readonly #failures = new LRUCache<string, Failure>({ max: MAX_FAILURES });

  constructor(options: {
    client: FigmaClient;
    pictures: PictureClient;
    store: ImageStore;
    kept: KeptParts;
    /** Hears when pictures are there that were not there before. */
    onChange: (fileKey: string) => void;
    now?: () => number;
  }) {
    this.#client = options.client;
    this.#pictures = options.pictures;
    this.#store = options.store;
    this.#kept = options.kept;
    this.#onChange = options.onChange;
    this.#now = options.now ?? Date.now;
  }

  /**
   * The pictures of nodes of a version: those of an older version stand in while new ones are drawn,
   * and only nodes that have none at all are waited for.
   */
  async ofNodes(
    file: FileRef,
    version: string,
    ids: string[],
  ): Promise<Map<string, Shown>> {
    let stored = await this.#store.list(file.key, ids);
    const isDone = (id: string) =>
      stored.some(one => one.image === id && one.version === version);
    const missing = ids.filter(
      id => !isDone(id) && this.#mayTry(file, id, version),
    );
    if (missing.length > 0) {
      const filled = this.#fill(file, version, missing);
      const stands = (id: string) => stored.some(one => one.image === id);
      if (missing.every(stands)) {
        // Open pages hear of the new ones.
        filled.catch(() => {});
      } else {
        await filled;
        stored = await this.#store.list(file.key, ids);
      }
    }
    return new Map(
      ids.map(id => [id, this.#shown(file, stored, id, version)] as const),
    );
  }

  #mayTry(file: FileRef, id: string, version: string): boolean {
    const failure = this.#failures.get(failureKey(file, id, version));
    return !failure || failure.until <= this.#now();
  }

  #shown(
    file: FileRef,
    stored: ImageEntry[],
    id: string,
    version: string,
  ): Shown {
    const [latest] = stored.filter(one => one.image === id && one.drawn);
    const current = stored.find(
      one => one.image === id && one.version === version,
    );
    if (current && !current.drawn) {
      return { problem: notDrawn() };
    }
    return {
      version: current?.version ?? latest?.version,
      problem: current
        ? undefined
        : this.#failures.get(failureKey(file, id, version))?.error,
    };
  }

  /** Has nodes drawn and keeps the pictures; one flight a file, the others wait for it. */
  async #fill(file: FileRef, version: string, ids: string[]): Promise<void> {
    const before = this.#flights.get(file.key) ?? Promise.resolve();
    const flight = before
      .catch(() => {})
      .then(async () => {
        const stored = await this.#store.list(file.key, ids);
        const left = ids.filter(
          id =>
            !stored.some(one => one.image === id && one.version === version) &&
            this.#mayTry(file, id, version),
        );
        if (left.length > 0) {
          await this.#draw(file, version, left);
          this.#onChange(file.key);
        }
      });
    this.#flights.set(file.key, flight);
    try {
      await flight;
    } finally {
      if (this.#flights.get(file.key) === flight) {
        this.#flights.delete(file.key);
      }
    }
  }

  async #draw(file: FileRef, version: string, ids: string[]): Promise<void> {
    // Without `version`: with a plan access token, Figma answers it with 400. What is drawn is what
    // the file is now, which is that version or one that follows at once.
    const { done, failed } = await inBatches(ids, async batch => {
      const { images } = await this.#client.get(
        imagesAnswer,
        1,
        `/v1/images/${encodeURIComponent(file.key)}`,
        { ids: batch.join(','), scale: SCALE, format: 'png' },
      );
      return images;
    });
    await Promise.all(
      [...done].map(async ([id, address]) => {
        try {
          const picture = address
            ? await this.#pictures.fetch(address)
            : undefined;
          await this.#store.write(
            { fileKey: file.key, image: id, version },
            picture,
          );
        } catch (error) {
          failed.set(id, codedOrThrow(error));
        }
      }),
    );
    for (const [id, error] of failed) {
      if (error.code === 'figma_request_too_large') {
        // It will be so for every try of this version.
        await this.#store.write(
          { fileKey: file.key, image: id, version },
          undefined,
        );
        continue;
      }
      const resumesAt = resumesAtOf(error);
      this.#failures.set(failureKey(file, id, version), {
        error,
        until: resumesAt ? Date.parse(resumesAt) : this.#now() + RETRY_MS,
      });
    }
  }

  /** The thumbnail of a file; no rendering, so it costs no call. */
  async thumbnail(
    file: FileRef,
    meta: Known<Meta>,
  ): Promise<Known<Thumbnail> | undefined> {
    const { thumbnailUrl, version } = meta.value;
    if (!thumbnailUrl) {
      return undefined;
    }
    return this.#kept.read<Thumbnail>({
      fileKey: file.key,
      part: 'thumbnail',
      isFresh: stored => stored.version === version,
      load: async () => {
        const picture = await this.#pictures.fetch(thumbnailUrl);
        await this.#store.write(
          { fileKey: file.key, image: THUMBNAIL, version },
          picture,
        );
        return { value: { version }, version };
      },
    });
  }
}

function failureKey({ key }: FileRef, id: string, version: string) {
  return `${key} ${version} ${id}`;
}

function notDrawn() {
  return problem(
    'unavailable',
    'figma_not_rendered',
    'Figma made no picture of this: it is empty, hidden or too large.',
    'Open it in Figma.',
  );
}
