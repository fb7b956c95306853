import type {
  EnvironmentQuery,
  PeriodQuery,
  SloHistoryQuery,
} from '@internal/plugin-datadog-common';

const PLUGIN_ID = 'datadog';

/** What belongs to an entity in an environment, by its route. */
type EntityPart =
  'summary' | 'monitors' | 'slos' | 'incidents' | 'dependencies';

/** Keys of the plugin's queries: plugin, what, entity, which. */
export const queryKeys = {
  site: () => [PLUGIN_ID, 'site'],
  status: () => [PLUGIN_ID, 'status'],
  services: (entityRef: string) => [PLUGIN_ID, 'services', entityRef],
  summaries: (entityRefs: string[], query: EnvironmentQuery) => [
    PLUGIN_ID,
    'summaries',
    entityRefs,
    query,
  ],
  part: (part: EntityPart, entityRef: string, query: EnvironmentQuery) => [
    PLUGIN_ID,
    part,
    entityRef,
    query,
  ],
  signals: (entityRef: string, query: PeriodQuery) => [
    PLUGIN_ID,
    'signals',
    entityRef,
    query,
  ],
  events: (entityRef: string, query: PeriodQuery) => [
    PLUGIN_ID,
    'events',
    entityRef,
    query,
  ],
  sloHistory: (entityRef: string, sloId: string, query: SloHistoryQuery) => [
    PLUGIN_ID,
    'slo-history',
    entityRef,
    sloId,
    query,
  ],
  dashboards: (entityRef: string) => [PLUGIN_ID, 'dashboards', entityRef],
};
