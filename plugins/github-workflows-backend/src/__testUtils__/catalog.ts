import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** An entity of the MobWorx catalog, as far as this plugin reads one. */
function makeEntity(
  name: string,
  annotations: Record<string, string>,
  spec = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: {
      type: 'service',
      owner: 'group:default/backend',
      lifecycle: 'production',
      ...spec,
    },
  };
}

const sam: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'sam-okoro',
    annotations: { 'github.com/user-login': 'sam-okoro' },
  },
  spec: { memberOf: ['backend'] },
};

const entities: Entity[] = [
  sam,
  makeEntity('appsync-service', {
    'github.com/project-slug': 'MobWorx/appsync-service',
  }),
  makeEntity('stream-service', {
    'github.com/project-slug': 'MobWorx/stream-service',
    'backstage.io/source-location':
      'url:https://github.com/MobWorx/stream-service/',
  }),
  makeEntity('studio-webapp', {
    'github.com/project-slug': 'MobWorx/studio-webapp',
  }),
  {
    ...makeEntity(
      'studio-service',
      { 'github.com/project-slug': 'MobWorx/studio-service' },
      { owner: 'group:default/studio', system: 'studio' },
    ),
    relations: [
      { type: 'partOf', targetRef: 'system:default/studio' },
      { type: 'ownedBy', targetRef: 'group:default/studio' },
    ],
  },
  makeEntity('no-annotation', {}),
  makeEntity('no-slash', { 'github.com/project-slug': 'appsync-service' }),
  makeEntity('gone', {
    'github.com/project-slug': 'MobWorx/no-such-repository',
  }),
  makeEntity('elsewhere', {
    'github.com/project-slug': 'MobWorx/appsync-service',
    'backstage.io/source-location':
      'url:https://ghe.mobworx.example/MobWorx/appsync-service/',
  }),
  makeEntity(
    'nobodys',
    { 'github.com/project-slug': 'MobWorx/appsync-service' },
    { owner: undefined },
  ),
];

/**
 * The catalog of the tests.
 *
 * @param components - further ones of MobWorx/appsync-service: their annotations by their names
 */
export function makeCatalog(
  components: Record<string, Record<string, string>> = {},
) {
  const further = Object.entries(components).map(([name, annotations]) =>
    makeEntity(name, {
      'github.com/project-slug': 'MobWorx/appsync-service',
      ...annotations,
    }),
  );
  return catalogServiceMock.factory({ entities: [...entities, ...further] });
}
