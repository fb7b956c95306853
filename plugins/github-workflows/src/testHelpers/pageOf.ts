/** How the cursors of a list say where its next page begins. */
interface CursorFormat {
  write: (at: number) => string;
  read: (cursor: string) => number;
}

/** Cursors of the audit. */
export const auditCursor: CursorFormat = {
  write: at => `0-${at}`,
  read: cursor => Number(cursor.split('-')[1]),
};

const ANY_ID = '00000000-0000-4000-8000-000000000000';

/** Cursors of what somebody has run. */
export const dispatchCursor: CursorFormat = {
  write: at => `${at}_${ANY_ID}`,
  read: cursor => Number(cursor.split('_')[0]),
};

/** A page of a list, and the cursor of the next. */
export function pageOf<T>(
  items: T[],
  limit: number,
  cursor: string | undefined,
  format: CursorFormat,
) {
  const start = cursor ? format.read(cursor) : 0;
  const end = start + limit;
  return {
    items: items.slice(start, end),
    ...(items.length > end && { nextCursor: format.write(end) }),
  };
}
