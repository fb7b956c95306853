/** Where a page begins, as parameters of Bugsnag's that only it understands. */
export type PageStart = Array<[name: string, value: string]>;

// `offset`, `offset[sort_field_offset]` and its like, and the moment that the whole list is of.
const PART = /^(base|offset(\[[a-z_]{1,40}\])?)$/;
const MAX_PARTS = 5;
const MAX_VALUE = 200;

/**
 * Where the next page begins, of a `Link` header. Only its parameters count: the address itself is
 * never called, so that the token goes to no host but the configured one.
 *
 * @returns nothing on the last page, or for a link that isn't one of Bugsnag's
 */
export function nextPageOf(link: string | null): PageStart | undefined {
  const [, address] =
    /<([^<>]{1,4000})>\s*;[^,<>]*\brel="?next"?/.exec(link ?? '') ?? [];
  if (!address || !URL.canParse(address, 'https://api.bugsnag.com')) {
    return undefined;
  }
  const { searchParams } = new URL(address, 'https://api.bugsnag.com');
  const start = [...searchParams].filter(([name]) => PART.test(name));
  const isUsable =
    start.some(([name]) => name !== 'base') &&
    start.length <= MAX_PARTS &&
    start.every(([, value]) => value.length <= MAX_VALUE);
  return isUsable ? start : undefined;
}

/** Whether something is a {@link PageStart} that {@link nextPageOf} may have given. */
export function isPageStart(value: unknown): value is PageStart {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_PARTS &&
    value.every(
      part =>
        Array.isArray(part) &&
        part.length === 2 &&
        typeof part[0] === 'string' &&
        PART.test(part[0]) &&
        typeof part[1] === 'string' &&
        part[1].length <= MAX_VALUE,
    )
  );
}
