import type { Authorization } from '../authorization';
import type { DatadogReader } from '../services/DatadogReader';

/** What the routes lean on. */
export interface RouteServices {
  authorization: Authorization;
  /** @throws NotFoundError with code `not_configured` when there is no configuration */
  reader(): DatadogReader;
}
