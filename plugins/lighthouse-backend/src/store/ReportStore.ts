import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Knex } from 'knex';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Most that a report may have as JSON; a usual one has 0.2 to 2 MB. */
export const MAX_REPORT_BYTES = 20 * 1024 * 1024;

/** Brings a report into the form in which it is kept; nothing when it is too large. */
export async function packReport(report: object): Promise<Buffer | undefined> {
  const json = Buffer.from(JSON.stringify(report));
  return json.length > MAX_REPORT_BYTES ? undefined : compress(json);
}

/** Keeps the reports, apart from the audits: they are a thousand times as large. */
export class ReportStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** The report as it is kept: JSON, compressed by gzip. */
  async readPacked(auditId: string): Promise<Buffer | undefined> {
    const row = await this.#db<{ audit_id: string; content: Buffer }>('reports')
      .where({ audit_id: auditId })
      .first('content');
    return row?.content;
  }

  /** The report as JSON. */
  async read(auditId: string): Promise<string | undefined> {
    const packed = await this.readPacked(auditId);
    return (
      packed &&
      (
        await decompress(packed, { maxOutputLength: MAX_REPORT_BYTES })
      ).toString('utf8')
    );
  }
}
