import type {
  OverviewResponse,
  StatusResponse,
} from '@internal/plugin-github-workflows-common';
import { NOW } from './builders';

/** Nothing goes on in the one repository there is. */
export function makeOverview(
  part: Partial<OverviewResponse> = {},
): OverviewResponse {
  return {
    running: [],
    waiting: [],
    failed: [],
    more: false,
    sources: [
      {
        entityRef: 'component:default/studio-service',
        repository: 'MobWorx/studio-service',
        readAt: NOW,
      },
    ],
    ...part,
  };
}

/** Nothing was asked, nothing has come. */
export function makeStatus(part: Partial<StatusResponse> = {}): StatusResponse {
  return {
    budgets: [],
    webhooks: { taken: 0, ignored: 0, unreadable: 0 },
    watched: [],
    leases: [],
    ...part,
  };
}
