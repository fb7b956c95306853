import type { Entity } from '@backstage/catalog-model';
import {
  EntityPage,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
  parseAuditUrl,
} from '@internal/plugin-lighthouse-common';

function hasScores({ results }: EntityPage): boolean {
  return results.some(({ lastCompletedAudit }) => lastCompletedAudit);
}

/**
 * The page that stands for an entity where there is room for one: its website, or the first. One
 * that has scores comes before those that have none.
 *
 * @param pages - not empty
 */
export function mainPageOf(entity: Entity, pages: EntityPage[]): EntityPage {
  const website =
    entity.metadata.annotations?.[LIGHTHOUSE_WEBSITE_URL_ANNOTATION] ?? '';
  const { url } = parseAuditUrl(website);
  const candidates = pages.some(hasScores) ? pages.filter(hasScores) : pages;
  return candidates.find(page => page.url === url) ?? candidates[0];
}
