import type { RerunJobRequest } from '@internal/plugin-github-workflows-common';
import { RunActionTarget, useRunAction } from './useRunAction';

/** Runs one job of a finished run again. */
export function useRerunJob(target: RunActionTarget, jobId: number) {
  return useRunAction<RerunJobRequest>(target, (api, options) =>
    api.rerunJob({ ...options, jobId }),
  );
}
