import type { Entity } from '@backstage/catalog-model';
import { readCatalog } from '../../__testUtils__/readCatalog';
import { graphOf } from './graphOf';
import { layoutGraph, NODE_SIZE } from './layoutGraph';

const catalog = readCatalog();

function without(entities: Entity[], name: string): Entity[] {
  return entities.filter(({ metadata }) => metadata.name !== name);
}

/** The same catalog in which one component is another one. */
function change(name: string, part: (entity: Entity) => Partial<Entity>) {
  return catalog.map(entity =>
    entity.kind === 'Component' && entity.metadata.name === name
      ? { ...entity, ...part(entity) }
      : entity,
  );
}

const edgesIn = (entities: Entity[]) =>
  graphOf(entities)
    .edges.map(({ from, to }) =>
      [from, to].map(ref => ref.replace('component:default/', '')).join(' → '),
    )
    .sort();

describe('the graph of the real catalog', () => {
  it('has the eight nodes of the roadmap, services first', () => {
    expect(graphOf(catalog).nodes).toEqual([
      {
        entityRef: 'component:default/infrastructures',
        title: 'Infrastructures',
        service: 'infrastructure',
      },
      {
        entityRef: 'component:default/appsync-service',
        title: 'AppSync Service',
        service: 'appsync',
      },
      {
        entityRef: 'component:default/stream-service',
        title: 'Stream Service',
        service: 'stream',
      },
      {
        entityRef: 'component:default/studio-service',
        title: 'Studio Service',
        service: 'studio',
      },
      { entityRef: 'component:default/android', title: 'Android app' },
      { entityRef: 'component:default/ios', title: 'iOS app' },
      { entityRef: 'component:default/studio-webapp', title: 'Studio WebApp' },
      { entityRef: 'component:default/webapp', title: 'WebApp' },
    ]);
  });

  it('has its eleven edges', () => {
    expect(edgesIn(catalog)).toEqual([
      'appsync-service → android',
      'appsync-service → ios',
      'appsync-service → webapp',
      'infrastructures → appsync-service',
      'infrastructures → stream-service',
      'infrastructures → studio-service',
      'stream-service → android',
      'stream-service → ios',
      'stream-service → studio-webapp',
      'stream-service → webapp',
      'studio-service → studio-webapp',
    ]);
  });

  it('says by which APIs', () => {
    const { edges } = graphOf(catalog);
    expect(
      edges.find(({ to }) => to === 'component:default/studio-webapp'),
    ).toMatchObject({ apis: ['studio-sessions'] });
  });

  it('follows the catalog', () => {
    expect(edgesIn(without(catalog, 'android'))).toHaveLength(9);
    const alone = change('webapp', () => ({ relations: [] }));
    expect(graphOf(alone).nodes.map(({ title }) => title)).not.toContain(
      'WebApp',
    );
    const bound = change('webapp', ({ relations = [] }) => ({
      relations: [
        ...relations,
        { type: 'dependsOn', targetRef: 'component:default/infrastructures' },
      ],
    }));
    expect(edgesIn(bound)).toContain('infrastructures → webapp');
  });
});

describe('a graph', () => {
  it('is empty without services, and draws nothing twice where two depend on each other', () => {
    expect(graphOf([])).toEqual({ nodes: [], edges: [] });
    const mutual = change('infrastructures', ({ relations = [] }) => ({
      relations: [
        ...relations,
        { type: 'dependsOn', targetRef: 'component:default/stream-service' },
        { type: 'dependsOn', targetRef: 'component:default/infrastructures' },
        { type: 'dependsOn', targetRef: 'component:default/nobody' },
      ],
    }));
    expect(edgesIn(mutual)).toHaveLength(11);
  });

  it('passes over a service that MobWorx doesn’t have', () => {
    const strange = change('ios', ({ metadata }) => ({
      metadata: {
        ...metadata,
        annotations: { 'mobworx.com/service': 'payroll' },
      },
    }));
    expect(
      graphOf(strange).nodes.find(({ title }) => title === 'iOS app'),
    ).toMatchObject({ service: undefined });
  });
});

describe('the layout', () => {
  it('puts what others stand on above them, and nothing on top of another', () => {
    const graph = graphOf(catalog);
    const places = layoutGraph(graph);
    for (const { from, to } of graph.edges) {
      expect(places.get(from)!.y).toBeLessThan(places.get(to)!.y);
    }
    const all = [...places.values()];
    for (const a of all) {
      for (const b of all.filter(other => other !== a)) {
        const apart =
          Math.abs(a.x - b.x) >= NODE_SIZE.width ||
          Math.abs(a.y - b.y) >= NODE_SIZE.height;
        expect(apart).toBe(true);
      }
    }
  });
});
