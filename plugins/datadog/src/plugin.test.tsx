import { coreExtensionData } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  DASHBOARD_URL_ANNOTATION,
  GRAPH_TOKEN_ANNOTATION,
  MONITOR_TAGS_ANNOTATION,
  SERVICE_NAME_ANNOTATION,
  SLO_TAG_ANNOTATION,
} from '@internal/plugin-datadog-common';
import { datadogPlugin } from './plugin';
import { clientApps, makeEntity, unnamed } from './testHelpers/entity';

// Of Roadie's plugin 2.7.2, plugins/frontend/backstage-plugin-datadog/src/alpha.
const ROADIES = [
  'api:datadog',
  'entity-content:datadog/entity',
  'entity-card:datadog/datadog-graph',
] as const;

it('has the extensions of Roadie’s plugin under their ids, the tab at its address', () => {
  for (const id of ROADIES) {
    expect(datadogPlugin.getExtension(id)).toBeDefined();
  }
  const tab = createExtensionTester(
    datadogPlugin.getExtension('entity-content:datadog/entity'),
  );
  expect(tab.get(coreExtensionData.routePath)).toBe('/datadog');
  expect(tab.get(EntityContentBlueprint.dataRefs.title)).toBe('Datadog');
});

const named = (annotation: string) =>
  makeEntity('Component', 'x', 'X', { annotations: { [annotation]: 'x' } });
const entities = [
  named(DASHBOARD_URL_ANNOTATION),
  named(GRAPH_TOKEN_ANNOTATION),
  named(SERVICE_NAME_ANNOTATION),
  named(MONITOR_TAGS_ANNOTATION),
  named(SLO_TAG_ANNOTATION),
  unnamed,
  clientApps,
];

it.each([
  [
    'entity-content:datadog/entity',
    EntityContentBlueprint,
    [true, true, true, true, true, false, false],
  ],
  [
    'entity-content:datadog/system',
    EntityContentBlueprint,
    [false, false, false, false, false, false, true],
  ],
  [
    'entity-card:datadog/health',
    EntityCardBlueprint,
    [false, false, true, true, true, false, false],
  ],
  [
    'entity-card:datadog/datadog-graph',
    EntityCardBlueprint,
    [false, true, false, false, false, false, false],
  ],
] as const)(
  'shows %s where there is something to show',
  (id, blueprint, shown) => {
    const isShown = createExtensionTester(
      datadogPlugin.getExtension(id as 'entity-card:datadog/health'),
    ).get(blueprint.dataRefs.filterFunction)!;
    expect(entities.map(isShown)).toEqual(shown);
  },
);
