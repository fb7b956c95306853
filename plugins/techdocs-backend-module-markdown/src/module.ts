import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  techdocsBuildsExtensionPoint,
  techdocsPublisherExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { tmpdir } from 'node:os';
import { DocsSource } from './DocsSource';
import { MarkdownPublisher } from './MarkdownPublisher';
import { Sites } from './Sites';

/** Takes the place of MkDocs and of a storage for what it builds. */
export const techdocsModuleMarkdown = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        builds: techdocsBuildsExtensionPoint,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        publishers: techdocsPublisherExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ builds, config, lifecycle, publishers, reader, ...deps }) {
        const sites = new Sites({
          ...deps,
          source: new DocsSource({ config, reader }),
          temporary:
            config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
        });
        publishers.registerPublisher('local', new MarkdownPublisher(sites));
        builds.setBuildStrategy({ shouldBuild: async () => false });
        lifecycle.addShutdownHook(() => sites.clear());
      },
    });
  },
});
