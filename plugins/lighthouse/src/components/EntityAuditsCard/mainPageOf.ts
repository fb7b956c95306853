import type { Entity } from '@backstage/catalog-model';
import {
  EntityPage,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
  parseAuditUrl,
} from '@internal/plugin-lighthouse-common';

/**
 * The page that stands for an entity where there is room for one: its website, or the first.
 *
 * @param pages - not empty
 */
export function mainPageOf(entity: Entity, pages: EntityPage[]): EntityPage {
  const website =
    entity.metadata.annotations?.[LIGHTHOUSE_WEBSITE_URL_ANNOTATION] ?? '';
  const { url } = parseAuditUrl(website);
  return pages.find(page => page.url === url) ?? pages[0];
}
