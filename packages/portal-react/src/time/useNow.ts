import { useEffect, useState } from 'react';

/**
 * The present time, renewed at an interval.
 *
 * @param everyMilliseconds - `undefined` stands still
 * @returns milliseconds since 1970
 */
export function useNow(everyMilliseconds: number | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMilliseconds === undefined) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
