import type { LighthouseSignal } from '@internal/plugin-lighthouse-common';
import type { WebsitePart, WebsitesPart } from '../api';

const PLUGIN_ID = 'lighthouse';

/**
 * Keys of the plugin’s queries: plugin, what, which. What a signal touches is decided by these parts
 * alone ({@link isTouched}).
 */
export const queryKeys = {
  state: () => [PLUGIN_ID, 'state'],
  websites: (part: WebsitesPart) => [PLUGIN_ID, 'websites', part],
  website: (url: string, part: WebsitePart) => [
    PLUGIN_ID,
    'website',
    url,
    part,
  ],
  entity: (entityRef: string) => [PLUGIN_ID, 'entity', entityRef],
  audit: (id: string) => [PLUGIN_ID, 'audit', id],
  report: (id: string) => [PLUGIN_ID, 'report', id],
  comparison: (id: string, beforeId: string | undefined) => [
    PLUGIN_ID,
    'comparison',
    id,
    beforeId,
  ],
};

// Lists may have any audit in them; a report and what is made of two never change.
const LISTS = ['state', 'websites', 'website', 'entity'];

/** Whether the answer to a query may be another one after a signal of the backend. */
export function isTouched(
  key: readonly unknown[],
  signal: LighthouseSignal,
): boolean {
  const [pluginId, what, which] = key;
  return (
    pluginId === PLUGIN_ID &&
    (LISTS.includes(what as string) ||
      (what === 'audit' && which === signal.auditId))
  );
}
