import type { DeclaredPage } from '@internal/plugin-lighthouse-common';

/** A page of an entity in words: where it runs, if the entity says so, and its address. */
export function pageLabel(page: DeclaredPage): string {
  return page.environment ? `${page.environment}: ${page.url}` : page.url;
}
