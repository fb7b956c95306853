/** Parts of a query; those that are absent or empty are left out. */
export type Query = Record<string, string | number | boolean | undefined>;

/** A path with its query. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}
