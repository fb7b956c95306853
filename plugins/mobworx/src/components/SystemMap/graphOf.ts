import {
  Entity,
  parseEntityRef,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  mobworxServiceOf,
  ServiceId,
  serviceIds,
} from '@internal/plugin-mobworx-common';

/** A service of MobWorx, or a client of one. */
export interface MapNode {
  /** Full ref of the entity, such as `component:default/webapp`. */
  entityRef: string;
  title: string;
  /** Which service it is; absent for clients. */
  service?: ServiceId;
}

/** That something stands on something else. */
export interface MapEdge {
  /** Entity ref of what is stood on. */
  from: string;
  /** Entity ref of what stands on it. */
  to: string;
  /** Names of the APIs of `from` that `to` uses; empty when it only depends on it. */
  apis: string[];
}

/** What the system map draws. */
export interface SystemGraph {
  /** Services in the order of pages, then clients by their titles. */
  nodes: MapNode[];
  edges: MapEdge[];
}

function targetsOf(entity: Entity, type: string, kind?: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .filter(ref => !kind || parseEntityRef(ref).kind === kind);
}

/** A part of another component, which stands for it on the map. */
function isSubcomponent(entity: Entity): boolean {
  return targetsOf(entity, RELATION_PART_OF, 'component').length > 0;
}

/** Tells which Domain a component belongs to, by its System. */
function domainsOf(entities: Entity[]) {
  const domainOfSystem = new Map(
    entities
      .filter(({ kind }) => kind === 'System')
      .map(system => [
        stringifyEntityRef(system),
        targetsOf(system, RELATION_PART_OF, 'domain')[0],
      ]),
  );
  return (component: Entity): string | undefined => {
    const [system] = targetsOf(component, RELATION_PART_OF, 'system');
    return system && domainOfSystem.get(system);
  };
}

/** The refs of the components that provide each API. */
function providersOf(components: Entity[]): Map<string, string[]> {
  const providers = new Map<string, string[]>();
  for (const component of components) {
    for (const api of targetsOf(component, RELATION_PROVIDES_API)) {
      providers.set(api, [
        ...(providers.get(api) ?? []),
        stringifyEntityRef(component),
      ]);
    }
  }
  return providers;
}

function nodeOf(entity: Entity): MapNode {
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    service: mobworxServiceOf(entity),
  };
}

function compareNodes(a: MapNode, b: MapNode): number {
  const rank = ({ service }: MapNode) =>
    service ? serviceIds.indexOf(service) : serviceIds.length;
  return rank(a) - rank(b) || a.title.localeCompare(b.title);
}

/**
 * Computes the system map from the catalog alone. On it are the components that are a MobWorx
 * service, and those of the same Domain that use one of their APIs: the clients. A subcomponent
 * isn't drawn beside what it is a part of. Between two of them is one edge at most, however many
 * relations they have.
 *
 * @param entities - Components and Systems with their relations; all others are passed over
 */
export function graphOf(entities: Entity[]): SystemGraph {
  const components = entities.filter(
    entity => entity.kind === 'Component' && !isSubcomponent(entity),
  );
  const services = components.filter(mobworxServiceOf);
  const domainOf = domainsOf(entities);
  const domains = new Set(services.map(domainOf));
  const providers = providersOf(services);
  const clients = components.filter(
    component =>
      !mobworxServiceOf(component) &&
      domains.has(domainOf(component)) &&
      targetsOf(component, RELATION_CONSUMES_API).some(api =>
        providers.has(api),
      ),
  );
  const drawn = [...services, ...clients].sort((a, b) =>
    compareNodes(nodeOf(a), nodeOf(b)),
  );
  return {
    nodes: drawn.map(nodeOf),
    edges: edgesBetween(drawn, providers),
  };
}

function edgesBetween(
  drawn: Entity[],
  providers: Map<string, string[]>,
): MapEdge[] {
  const refs = new Set(drawn.map(entity => stringifyEntityRef(entity)));
  const edges = new Map<string, MapEdge>();
  const connect = (from: string, to: string, api?: string) => {
    const pair = [from, to].sort().join(' ');
    const edge = edges.get(pair) ?? { from, to, apis: [] };
    edges.set(pair, edge);
    if (api) {
      edge.apis.push(parseEntityRef(api).name);
    }
  };
  for (const entity of drawn) {
    const ref = stringifyEntityRef(entity);
    for (const target of targetsOf(entity, RELATION_DEPENDS_ON)) {
      if (refs.has(target) && target !== ref) {
        connect(target, ref);
      }
    }
    for (const api of targetsOf(entity, RELATION_CONSUMES_API)) {
      for (const provider of providers.get(api) ?? []) {
        if (provider !== ref) {
          connect(provider, ref, api);
        }
      }
    }
  }
  return [...edges.values()];
}
