import type { Authorization } from '../authorization';
import type { BugsnagReader } from '../services/BugsnagReader';

/** What the routes lean on. */
export interface RouteServices {
  authorization: Authorization;
  reader: BugsnagReader;
}
