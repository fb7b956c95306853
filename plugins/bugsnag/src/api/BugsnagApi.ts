import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ErrorsQuery,
  ErrorsResponse,
  ReleasesQuery,
  ReleasesResponse,
  StabilityResponse,
  Summary,
  TrendQuery,
  TrendResponse,
} from '@internal/plugin-bugsnag-common';

/**
 * What the views know of the backend. Entities are named by their refs; which project of Bugsnag
 * that is, the backend reads in the catalog.
 *
 * A method rejects with a {@link BugsnagProblemError} where Bugsnag or the configuration is the
 * reason, and with a `ResponseError` of `@backstage/errors` where the viewer or the request is.
 */
export interface BugsnagApi {
  getSummary(entityRef: string): Promise<Summary>;
  /** A page of errors. */
  getErrors(entityRef: string, query: ErrorsQuery): Promise<ErrorsResponse>;
  getTrend(entityRef: string, query: TrendQuery): Promise<TrendResponse>;
  getStability(entityRef: string): Promise<StabilityResponse>;
  getReleases(
    entityRef: string,
    query: ReleasesQuery,
  ): Promise<ReleasesResponse>;
}

/** The client of the plugin's backend. */
export const bugsnagApiRef = createApiRef<BugsnagApi>().with({
  id: 'plugin.bugsnag',
  pluginId: 'bugsnag',
});
