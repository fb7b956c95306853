import type { Authorization } from '../authorization';
import type { SonarqubeReader } from '../services/SonarqubeReader';

/** What the routes lean on. */
export interface RouteServices {
  authorization: Authorization;
  reader: SonarqubeReader;
}
