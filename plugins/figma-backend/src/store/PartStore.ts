import type { Knex } from 'knex';

/** What Figma said of a part of a file. */
export interface StoredPart {
  fileKey: string;
  part: string;
  /** Version of the file that it is of, where it depends on it. */
  version?: string;
  /** JSON. */
  content: string;
  /** Milliseconds since 1970. */
  fetchedAt: number;
  /** Whether a webhook told that it is out of date. */
  invalid: boolean;
}

const TABLE = 'figma_parts';

/** What is known of design files, part by part. */
export class PartStore {
  constructor(private readonly db: Knex) {}

  async read(fileKey: string, part: string): Promise<StoredPart | undefined> {
    const row = await this.db(TABLE).where({ file_key: fileKey, part }).first();
    return (
      row && {
        fileKey,
        part,
        version: row.version ?? undefined,
        content: row.content,
        fetchedAt: Number(row.fetched_at),
        invalid: Boolean(row.invalid),
      }
    );
  }

  async write(stored: StoredPart): Promise<void> {
    await this.db(TABLE)
      .insert({
        file_key: stored.fileKey,
        part: stored.part,
        version: stored.version ?? null,
        content: stored.content,
        fetched_at: stored.fetchedAt,
        invalid: stored.invalid,
      })
      .onConflict(['file_key', 'part'])
      .merge();
  }

  /** Marks parts of a file as out of date. */
  async invalidate(fileKey: string, parts: readonly string[]): Promise<void> {
    await this.db(TABLE)
      .where({ file_key: fileKey })
      .whereIn('part', [...parts])
      .update({ invalid: true });
  }

  async countFiles(): Promise<number> {
    const [{ count }] = await this.db(TABLE)
      .where({ part: 'meta' })
      .count({ count: '*' });
    return Number(count);
  }

  /** Keys of files that nobody has looked at since a moment. */
  async unusedSince(moment: number): Promise<string[]> {
    const rows = await this.db(TABLE)
      .where({ part: 'meta' })
      .where('fetched_at', '<', moment)
      .select('file_key');
    return rows.map(row => row.file_key);
  }

  async removeFiles(fileKeys: string[]): Promise<void> {
    await this.db(TABLE).whereIn('file_key', fileKeys).delete();
  }
}
