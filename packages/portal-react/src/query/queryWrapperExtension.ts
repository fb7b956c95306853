import { PluginWrapperBlueprint } from '@backstage/frontend-plugin-api';
import { portalQueryWrapper } from './PortalQueryProvider';

/**
 * Gives the views of a plugin the portal's query client; to be one of the plugin's extensions.
 */
export const queryWrapperExtension = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({ loader: async () => portalQueryWrapper }),
});
