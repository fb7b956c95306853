import type { RerunRequest } from '@internal/plugin-github-workflows-common';
import { RunActionTarget, useRunAction } from './useRunAction';

/** Runs a finished run again: all of its jobs, or those that failed. */
export function useRerunRun(target: RunActionTarget) {
  return useRunAction<RerunRequest>(target, (api, options) =>
    api.rerunRun(options),
  );
}
