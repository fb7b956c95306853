// Other looks at the account shouldn't have to wait for a long list of one.
const AT_ONCE = 3;

/** Does the same with each item, a few at once; the results are in the order of the items. */
export async function fewAtOnce<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE);
    results.push(...(await Promise.all(some.map(work))));
  }
  return results;
}
