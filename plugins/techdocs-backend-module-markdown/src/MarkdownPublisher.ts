import {
  CompoundEntityRef,
  getCompoundEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  PublisherBase,
  TechDocsMetadata,
} from '@backstage/plugin-techdocs-node';
import express, { Response } from 'express';
import { Sites } from './Sites';

// What a browser would run if it were opened on its own. The reader takes it as text, and lets
// nothing through that could run.
const ACTIVE = /\.(html?|svg|xml)$/i;

function send(res: Response, file: string, directory: string): Promise<void> {
  if (ACTIVE.test(file)) res.type('text/plain');
  return new Promise((resolve, reject) => {
    res.sendFile(
      file,
      {
        root: directory,
        // What somebody may see in the portal is for nobody's shared cache.
        headers: { 'Cache-Control': 'private, no-cache' },
      },
      error => {
        // A reader who has gone on to another page needs no answer.
        if (!error || res.headersSent) resolve();
        else reject(new NotFoundError(`There is no ${file}`));
      },
    );
  });
}

/**
 * Where the TechDocs plugin gets documentation from: every replica renders what it is asked for
 * itself (docs/adr/0019-documentation-rendered-by-each-replica.md).
 */
export class MarkdownPublisher implements PublisherBase {
  constructor(private readonly sites: Sites) {}

  async getReadiness() {
    return { isAvailable: true };
  }

  /** Nothing is built elsewhere that would have to be published here. */
  async publish(): Promise<never> {
    throw new Error('Documentation is rendered where it is asked for');
  }

  async fetchTechDocsMetadata(
    entity: CompoundEntityRef,
  ): Promise<TechDocsMetadata> {
    const site = await this.sites.siteOf(entity);
    return {
      site_name: site.name,
      site_description: site.description,
      etag: site.version,
      build_timestamp: site.renderedAt,
    };
  }

  async hasDocsBeenGenerated(
    entity: Parameters<PublisherBase['hasDocsBeenGenerated']>[0],
  ): Promise<boolean> {
    return this.sites.siteOf(getCompoundEntityRef(entity)).then(
      () => true,
      () => false,
    );
  }

  docsRouter(): express.Handler {
    const router = express.Router();
    router.get('/:namespace/:kind/:name/:file(*)', (req, res, next) => {
      const { namespace, kind, name, file } = req.params;
      this.sites
        .siteOf({ namespace, kind, name })
        .then(site => send(res, file, site.directory))
        .catch(next);
    });
    return router;
  }
}
