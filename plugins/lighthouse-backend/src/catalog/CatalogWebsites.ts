import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  declaredPagesOf,
  LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
} from '@internal/plugin-lighthouse-common';
import type { DeclaredWebsites } from '../targets/AuditTargets';

/** How long its answers hold. */
const TTL_MS = 30_000;
/** Somebody may just have added what is missed. */
const MISS_TTL_MS = 2_000;

/** The pages that entities of the catalog declare, of every kind. */
export class CatalogWebsites implements DeclaredWebsites {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  #known?: { at: number; urls: Promise<Set<string>> };

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** Each address once, in the form of `parseAuditUrl`. */
  async list(): Promise<string[]> {
    return [...(await this.#urls(TTL_MS))];
  }

  async has(url: string): Promise<boolean> {
    return (
      (await this.#urls(TTL_MS)).has(url) ||
      (await this.#urls(MISS_TTL_MS)).has(url)
    );
  }

  async #urls(maxAgeMs: number): Promise<Set<string>> {
    if (!this.#known || Date.now() - this.#known.at > maxAgeMs) {
      const known = { at: Date.now(), urls: this.#read() };
      this.#known = known;
      known.urls.catch(() => {
        this.#known = undefined;
      });
    }
    return this.#known.urls;
  }

  async #read(): Promise<Set<string>> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: [
          LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
          LIGHTHOUSE_ENVIRONMENT_URLS_ANNOTATION,
        ].map(name => ({
          [`metadata.annotations.${name}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: ['kind', 'metadata.name', 'metadata.annotations'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    return new Set(
      items.flatMap(entity =>
        declaredPagesOf(entity).pages.map(({ url }) => url),
      ),
    );
  }
}
