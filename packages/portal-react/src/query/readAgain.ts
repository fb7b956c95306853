import type { Query, QueryClient } from '@tanstack/react-query';

const awaited = new WeakSet<Query>();

/**
 * Reads again what a signal of the backend touches.
 *
 * `invalidateQueries` alone has two holes. It calls off a reading that is under way, so signals that
 * come faster than answers would leave a page as it is for as long as they last; and a first reading,
 * which it doesn't call off, may tell what was before the change. Here the answer under way is shown,
 * and one more reading follows it, however many signals, or views that listen to one, ask for it.
 *
 * @param isTouched - whether the answer to a query may be another one now
 */
export function readAgain(
  queryClient: QueryClient,
  isTouched: (query: Query) => boolean,
): void {
  const touched = queryClient.getQueryCache().findAll({ predicate: isTouched });
  for (const query of touched) {
    if (!awaited.has(query)) {
      awaited.add(query);
      afterAnswer(query).then(() => {
        awaited.delete(query);
        queryClient.invalidateQueries({
          queryKey: query.queryKey,
          exact: true,
        });
      });
    }
  }
}

async function afterAnswer(query: Query): Promise<void> {
  try {
    await query.promise;
  } catch {
    // The query tells of it; a change may be what mends it.
  }
}
