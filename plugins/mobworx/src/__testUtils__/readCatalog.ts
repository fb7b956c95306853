import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = path.resolve(__dirname, '../../../..');

// Fields of a spec and the relations that the catalog makes of them: own, and of the other end.
const FIELDS: Record<string, { kind: string; own: string; other: string }> = {
  dependsOn: { kind: 'component', own: 'dependsOn', other: 'dependencyOf' },
  providesApis: { kind: 'api', own: 'providesApi', other: 'apiProvidedBy' },
  consumesApis: { kind: 'api', own: 'consumesApi', other: 'apiConsumedBy' },
  subcomponentOf: { kind: 'component', own: 'partOf', other: 'hasPart' },
  system: { kind: 'system', own: 'partOf', other: 'hasPart' },
  domain: { kind: 'domain', own: 'partOf', other: 'hasPart' },
};

function readEntities(): Entity[] {
  const files = readdirSync(path.join(ROOT, 'catalog'), { recursive: true })
    .map(name => path.join('catalog', String(name)))
    .filter(name => name.endsWith('.yaml'));
  return ['catalog-info.yaml', ...files].flatMap(name =>
    parseAllDocuments(readFileSync(path.join(ROOT, name), 'utf8')).map(
      document => document.toJS() as Entity,
    ),
  );
}

/** The catalog of this repository as its backend gives it out: with the relations in both directions. */
export function readCatalog(): Entity[] {
  const entities = readEntities().map(entity => ({
    ...entity,
    metadata: { ...entity.metadata, namespace: 'default' },
    relations: [] as { type: string; targetRef: string }[],
  }));
  const byRef = new Map(entities.map(one => [stringifyEntityRef(one), one]));
  for (const entity of entities) {
    for (const [field, { kind, own, other }] of Object.entries(FIELDS)) {
      const refs = [entity.spec?.[field] ?? []].flat() as string[];
      for (const ref of refs) {
        const target = stringifyEntityRef(
          parseEntityRef(ref, { defaultKind: kind }),
        );
        entity.relations.push({ type: own, targetRef: target });
        byRef.get(target)?.relations.push({
          type: other,
          targetRef: stringifyEntityRef(entity),
        });
      }
    }
  }
  return entities;
}
