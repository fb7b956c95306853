import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ConfigSource, ConfigSources } from '@backstage/config-loader';
import { contentSecurityPolicy } from './contentSecurityPolicy';

/** What a source says, and on top of it what follows from that. */
function withDerived(source: ConfigSource): ConfigSource {
  return {
    async *readConfigData(options) {
      for await (const { configs } of source.readConfigData(options)) {
        const csp = contentSecurityPolicy(ConfigReader.fromConfigs(configs));
        yield {
          configs: [
            ...configs,
            { context: 'derived', data: { backend: { csp } } },
          ],
        };
      }
    },
  };
}

/**
 * The configuration as Backstage reads it, with the Content-Security-Policy that follows from it in
 * `backend.csp`: there the server and the plugins look for it.
 */
export default createServiceFactory({
  service: coreServices.rootConfig,
  deps: {},
  factory: () => ConfigSources.toConfig(withDerived(ConfigSources.default({}))),
});
