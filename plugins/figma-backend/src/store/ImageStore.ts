import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** A picture with its bytes. */
export interface StoredImage {
  bytes: Buffer;
  contentType: string;
  /** A digest of the bytes, without quotes. */
  etag: string;
}

/** What is known of a picture, without its bytes. */
export interface ImageEntry {
  /** Node id, or `thumbnail`. */
  image: string;
  version: string;
  /** False where Figma couldn't draw it. */
  drawn: boolean;
  storedAt: number;
}

const TABLE = 'figma_images';
/** Versions of a picture that are kept: open pages still show the one before the latest. */
const KEPT_VERSIONS = 2;

/** The pictures of design files, by version: the bytes of a version never change. */
export class ImageStore {
  readonly #db: Knex;
  readonly #now: () => number;

  constructor(db: Knex, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /** The pictures of some nodes in all versions that are stored, the latest first. */
  async list(fileKey: string, images: string[]): Promise<ImageEntry[]> {
    const rows = await this.#db(TABLE)
      .where({ file_key: fileKey })
      .whereIn('image', images)
      .orderBy('stored_at', 'desc')
      .select('image', 'version', 'etag', 'stored_at');
    return rows.map(row => ({
      image: row.image,
      version: row.version,
      drawn: row.etag !== null,
      storedAt: Number(row.stored_at),
    }));
  }

  async read(
    fileKey: string,
    image: string,
    version: string,
  ): Promise<StoredImage | undefined> {
    const row = await this.#db(TABLE)
      .where({ file_key: fileKey, image, version })
      .whereNotNull('bytes')
      .first();
    return (
      row && {
        bytes: row.bytes,
        contentType: row.content_type,
        etag: row.etag,
      }
    );
  }

  /** Digest of a picture's bytes, without reading them. */
  async etagOf(
    fileKey: string,
    image: string,
    version: string,
  ): Promise<string | undefined> {
    const row = await this.#db(TABLE)
      .where({ file_key: fileKey, image, version })
      .whereNotNull('etag')
      .select('etag')
      .first();
    return row?.etag;
  }

  /**
   * Keeps a picture, or that there is none. One that is kept already stays as it is: its address
   * promises that it never changes.
   */
  async write(
    at: { fileKey: string; image: string; version: string },
    picture: { bytes: Buffer; contentType: string } | undefined,
  ): Promise<void> {
    const { fileKey, image, version } = at;
    const none = { content_type: null, etag: null, size: 0, bytes: null };
    const row = {
      file_key: fileKey,
      image,
      version,
      stored_at: this.#now(),
      ...(picture
        ? {
            content_type: picture.contentType,
            etag: createHash('sha256')
              .update(picture.bytes)
              .digest('base64url'),
            size: picture.bytes.length,
            bytes: picture.bytes,
          }
        : none),
    };
    await this.#db.transaction(async trx => {
      await trx(TABLE)
        .insert(row)
        .onConflict(['file_key', 'image', 'version'])
        .ignore();
      const kept = await trx(TABLE)
        .where({ file_key: fileKey, image })
        .orderBy('stored_at', 'desc')
        .limit(KEPT_VERSIONS)
        .select('version');
      await trx(TABLE)
        .where({ file_key: fileKey, image })
        .whereNotIn(
          'version',
          [version, ...kept.map(one => one.version)].slice(
            0,
            KEPT_VERSIONS + 1,
          ),
        )
        .delete();
    });
  }

  /** How many pictures there are, and how many bytes they have together. */
  async totals(): Promise<{ images: number; imageBytes: number }> {
    const [{ count, sum }] = await this.#db(TABLE)
      .whereNotNull('etag')
      .count({ count: '*' })
      .sum({ sum: 'size' });
    return { images: Number(count), imageBytes: Number(sum ?? 0) };
  }

  async removeFiles(fileKeys: string[]): Promise<void> {
    await this.#db(TABLE).whereIn('file_key', fileKeys).delete();
  }
}
