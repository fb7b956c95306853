import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

/** What the home page shows of an entity. */
export interface CatalogEntry {
  ref: string;
  kind: string;
  title: string;
  description?: string;
  /** `spec.type` of a component. */
  type?: string;
  lifecycle?: string;
  /** Path of the entity's page. */
  href: string;
  /** Name of the domain of a system. */
  domain?: string;
  name: string;
}

/** The fields that {@link toCatalogEntry} reads, so that the catalog sends no more. */
export const entryFields = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.description',
  'spec.type',
  'spec.lifecycle',
  'spec.domain',
];

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Turns an entity into what the home page shows of it. */
export function toCatalogEntry(entity: Entity): CatalogEntry {
  const { namespace = 'default', name, title, description } = entity.metadata;
  const kind = entity.kind.toLocaleLowerCase('en-US');
  return {
    ref: stringifyEntityRef(entity),
    kind,
    title: title ?? name,
    description,
    type: text(entity.spec?.type),
    lifecycle: text(entity.spec?.lifecycle),
    href: `/catalog/${namespace}/${kind}/${name}`,
    domain: text(entity.spec?.domain),
    name,
  };
}
