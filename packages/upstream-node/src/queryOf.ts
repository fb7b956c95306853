/** Parameters of a call; those without a value are left out. */
export type Query = Record<string, string | number | undefined>;

/** A query string with its question mark; empty when no parameter has a value. */
export function queryOf(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      params.set(name, String(value));
    }
  }
  return params.size > 0 ? `?${params}` : '';
}
