import type { CancelRequest } from '@internal/plugin-github-workflows-common';
import { RunActionTarget, useRunAction } from './useRunAction';

/** Cancels a run, by force where it doesn't react. */
export function useCancelRun(target: RunActionTarget) {
  return useRunAction<CancelRequest>(target, (api, options) =>
    api.cancelRun(options),
  );
}
