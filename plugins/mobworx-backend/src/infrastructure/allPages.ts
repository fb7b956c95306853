/** A page of a list of AWS. */
interface Page<Item> {
  items: Item[] | undefined;
  /** What to ask for the next one with. */
  next: string | undefined;
}

/**
 * Reads a list page by page.
 *
 * @param most - items to stop after, whatever is left
 */
export async function allPages<Item>(
  most: number,
  read: (token: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  const seen = new Set<string | undefined>();
  let token: string | undefined;
  do {
    seen.add(token);
    const page = await read(token);
    items.push(...(page.items ?? []));
    token = page.next;
    // A token that comes again would never end.
  } while (token && !seen.has(token) && items.length < most);
  return items.slice(0, most);
}
