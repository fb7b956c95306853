/** Looks until there is something to see; what it waits for has no event of its own. */
export async function until<T>(
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error('it stays as it is');
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
