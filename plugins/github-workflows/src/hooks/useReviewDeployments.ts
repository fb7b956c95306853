import type { ReviewRequest } from '@internal/plugin-github-workflows-common';
import { RunActionTarget, useRunAction } from './useRunAction';

/** Approves or rejects deployments of a run. */
export function useReviewDeployments(target: RunActionTarget) {
  return useRunAction<ReviewRequest>(target, (api, options) =>
    api.reviewDeployments(options),
  );
}
