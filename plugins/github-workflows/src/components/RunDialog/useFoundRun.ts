import type { DispatchMatch } from '@internal/plugin-github-workflows-common';
import { useEffect } from 'react';
import { useAwaitedDispatch } from '../../hooks';

/**
 * Waits for the run of a dispatch that GitHub didn't name, and opens it as soon as it is found.
 *
 * @param idempotencyKey - of the dispatch; absent while there is none to wait for
 * @returns how the search ended; absent while it goes on
 */
export function useFoundRun(
  idempotencyKey: string | undefined,
  openRun: (runId: number | undefined) => void,
): DispatchMatch | undefined {
  const { data } = useAwaitedDispatch(idempotencyKey);
  const runId = data?.dispatch.runId;
  useEffect(() => {
    openRun(runId);
    // The run opens once, when it is found, and not with each render's function to open it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [runId]);
  return data?.dispatch.match;
}
