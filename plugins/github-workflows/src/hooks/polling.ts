/**
 * How often an open, visible page asks our backend about what isn't finished. Signals are faster,
 * yet the first websocket after a start of the backend may hang, and a proxy may forbid it.
 * However many pages ask, the backend asks GitHub once.
 */
const UNFINISHED_REFETCH_MS = 5_000;

/**
 * Interval for a query of runs.
 *
 * @returns milliseconds while something isn't finished, otherwise `false`
 */
export function refetchWhile(unfinished: boolean): number | false {
  return unfinished ? UNFINISHED_REFETCH_MS : false;
}
