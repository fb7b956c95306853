import { createHash } from 'node:crypto';
import { problem } from '../problems';
import { isPageStart, type PageStart } from '../upstream/nextPage';

/** Where a page of a list begins. */
export interface Place {
  /** How many rows come before it. */
  before: number;
  /** Bugsnag's own word for it; nothing on the first page. */
  start: PageStart;
}

const FIRST: Place = { before: 0, start: [] };
const MAX_BEFORE = 1_000_000;

/** A short word for a list: a project with its filters and its order. */
export function listMark(parts: string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest('base64url')
    .slice(0, 16);
}

/** A place as text for an address. It says nothing that its list doesn't say. */
export function writeCursor(mark: string, { before, start }: Place): string {
  return Buffer.from(JSON.stringify([mark, before, start])).toString(
    'base64url',
  );
}

/**
 * The place that a cursor names in the list with that mark; without one, its beginning.
 *
 * @throws InputError with code `cursor_invalid` when it is none, or one of another list
 */
export function readCursor(mark: string, cursor: string | undefined): Place {
  if (cursor === undefined) {
    return FIRST;
  }
  const [ofList, before, start] = parse(cursor);
  if (
    ofList !== mark ||
    !Number.isInteger(before) ||
    !((before as number) > 0 && (before as number) <= MAX_BEFORE) ||
    !isPageStart(start)
  ) {
    throw problem(
      'invalid',
      'cursor_invalid',
      'The address names a page of another list, or a part of it is missing.',
      'Go to the first page of the list.',
    );
  }
  return { before: before as number, start };
}

function parse(cursor: string): unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
