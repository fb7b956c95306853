import sonarqube from '@backstage-community/plugin-sonarqube/alpha';
import { sonarQubeApiRef } from '@backstage-community/plugin-sonarqube-react';
import {
  ApiBlueprint,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { sonarqubePlugin } from './plugin';
import { unscanned, webapp } from './testHelpers/entity';

const { title, group } = EntityContentBlueprint.dataRefs;

// Each extension that upstream has, by its id, in upstream's plugin and in ours.
const testersOf = (
  id: 'entity-card:sonarqube/card' | 'entity-content:sonarqube/entity',
) =>
  [sonarqube, sonarqubePlugin].map(plugin =>
    createExtensionTester(plugin.getExtension(id)),
  );

it('keeps address and title of the community’s tab, and puts it in a group', () => {
  const [theirs, ours] = testersOf('entity-content:sonarqube/entity');
  for (const data of [coreExtensionData.routePath, title]) {
    expect(ours.get(data)).toBe(theirs.get(data));
  }
  expect(ours.get(group)).toBe('development');
});

it.each([
  ['entity-card:sonarqube/card', EntityCardBlueprint],
  ['entity-content:sonarqube/entity', EntityContentBlueprint],
] as const)('shows %s where the community’s plugin does', (id, blueprint) => {
  for (const tester of testersOf(id)) {
    const isShown = tester.get(blueprint.dataRefs.filterFunction)!;
    expect([webapp, unscanned].map(isShown)).toEqual([true, false]);
  }
});

it('takes the place of the API that the community’s components ask', () => {
  const factory = createExtensionTester(
    sonarqubePlugin.getExtension('api:sonarqube'),
  ).get(ApiBlueprint.dataRefs.factory);
  expect(factory.api).toBe(sonarQubeApiRef);
  expect(Object.keys(factory.deps)).toEqual(['insights']);
});
