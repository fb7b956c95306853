import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { figmaPlugin } from './plugin';
import {
  clientApps,
  demo,
  designers,
  service,
  webapp,
} from './testHelpers/entity';

const entities = [webapp, demo, service, clientApps, designers];

it.each([
  ['entity-card:figma/design', EntityCardBlueprint, ['webapp']],
  // A website without a file is told how to get one.
  ['entity-content:figma/design', EntityContentBlueprint, ['webapp', 'demo']],
  [
    'entity-content:figma/files',
    EntityContentBlueprint,
    ['client-apps', 'design'],
  ],
] as const)(
  'shows %s where it has something to say',
  (id, blueprint, shown) => {
    const isShown = createExtensionTester(
      figmaPlugin.getExtension(id as 'entity-card:figma/design'),
    ).get(blueprint.dataRefs.filterFunction)!;
    expect(
      entities.filter(isShown).map(({ metadata }) => metadata.name),
    ).toEqual(shown);
  },
);
