import { makeAppsync } from '../testHelpers/appsyncBuilders';
import { InMemoryMobworx, InMemoryState } from '../testHelpers/InMemoryMobworx';
import { renderPlugin } from './renderPlugin';

/** Opens the page of AppSync Service in an environment. */
export function openAppsync(
  state: Partial<InMemoryState> = {},
  search = '',
  environment = 'staging',
) {
  const backend = new InMemoryMobworx({
    appsync: { [environment]: makeAppsync() },
    schemaDrift: { changes: [] },
    ...state,
  });
  renderPlugin({
    backend,
    path: `/environments/${environment}/appsync${search}`,
  });
  return backend;
}
