/** A page of a list in memory; its cursor ends in how many items come before, `0-50` as others. */
export function pageOf<T>(items: T[], limit: number, cursor = '0-0') {
  const start = Number(cursor.split('-').at(-1));
  const end = start + limit;
  return {
    items: items.slice(start, end),
    ...(items.length > end && { nextCursor: `0-${end}` }),
  };
}
