import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { DocsSource } from './DocsSource';
import { renderSite } from './site/renderSite';

/** A rendered site. */
export interface Site {
  /** Absolute path of its files. */
  directory: string;
  version: string;
  name: string;
  description: string;
  /** In milliseconds since 1970. */
  renderedAt: number;
}

const MAX_SITES = 100;
// How long a site isn't compared with its source. Files of this machine cost next to nothing, and
// their author waits; a repository is one request to its host.
const FRESH_MS = { dir: 2_000, url: 5 * 60_000 };
const MAX_LOGGED_PROBLEMS = 20;

/** Renders the documentation of an entity when somebody asks for it, and keeps it on disk. */
export class Sites {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #source: DocsSource;
  readonly #temporary: string;
  #home: Promise<string> | undefined;

  // One rendering at a time of each entity, whoever asks; a site that can't be compared with its
  // source, because the host of the repository is away, is shown as it was.
  readonly #sites = new LRUCache<string, Site>({
    max: MAX_SITES,
    ttl: FRESH_MS.url,
    noDeleteOnFetchRejection: true,
    allowStaleOnFetchRejection: true,
    fetchMethod: async (ref, old, { options }) => {
      const { site, type } = await this.#refresh(ref, old);
      options.ttl = FRESH_MS[type];
      return site;
    },
    dispose: (site, _ref, reason) => {
      if (reason !== 'set') this.#remove(site);
    },
  });

  /** @param options.temporary - a directory that may be written to */
  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    source: DocsSource;
    temporary: string;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#source = options.source;
    this.#temporary = options.temporary;
  }

  /**
   * The documentation of an entity as it is now. Whether somebody may see the entity is for the
   * caller to find out.
   *
   * @throws NotFoundError when there is no such entity or it has no documentation, InputError when
   * its documentation can't be rendered
   */
  async siteOf(entity: CompoundEntityRef): Promise<Site> {
    const ref = stringifyEntityRef(entity);
    const site = await this.#sites.fetch(ref);
    if (!site) throw new NotFoundError(`${ref} has no documentation`);
    return site;
  }

  /** Removes everything from the disk. */
  async clear(): Promise<void> {
    const home = await this.#home;
    if (home) await rm(home, { recursive: true, force: true });
  }

  async #refresh(ref: string, old: Site | undefined) {
    const entity = await this.#catalog.getEntityByRef(ref, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!entity) throw new NotFoundError(`There is no ${ref}`);
    this.#home ??= realpath(this.#temporary).then(directory =>
      mkdtemp(path.join(directory, 'techdocs-')),
    );
    const home = await this.#home;
    const { type } = this.#source.locate(entity);
    const checkout = await this.#source.read(entity, old?.version, home);
    if (!checkout) return { type, site: old! };
    try {
      const { title, name } = entity.metadata;
      const site = await this.#render(ref, home, {
        inputDir: checkout.directory,
        fallbackName: title ?? name,
        version: checkout.version,
      });
      if (old) this.#remove(old);
      return { type, site };
    } finally {
      await checkout.done();
    }
  }

  async #render(
    ref: string,
    home: string,
    options: { inputDir: string; fallbackName: string; version: string },
  ): Promise<Site> {
    const started = Date.now();
    const directory = await mkdtemp(path.join(home, 'site-'));
    try {
      const site = await renderSite({ ...options, outputDir: directory });
      const renderedAt = Date.now();
      this.#logger.info(
        `Rendered the documentation of ${ref}: ${site.pages} pages in ${
          renderedAt - started
        } ms`,
      );
      for (const problem of site.problems.slice(0, MAX_LOGGED_PROBLEMS)) {
        this.#logger.warn(`Documentation of ${ref}: ${problem}`);
      }
      const { name, description } = site;
      const { version } = options;
      return { directory, version, name, description, renderedAt };
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
  }

  #remove(site: Site): void {
    rm(site.directory, { recursive: true, force: true }).catch(error =>
      this.#logger.warn(`Old documentation could not be removed: ${error}`),
    );
  }
}
