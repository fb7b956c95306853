// Does everything that an entity points to exist? Backstage loads a dangling reference without a word.
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { nearest } from './nearest.mjs';

/**
 * Each field that names other entities: the kind that Backstage assumes when the reference names
 * none, and the kinds that make sense there. Defaults as in BuiltinKindsEntityProcessor of
 * @backstage/plugin-catalog-backend.
 */
const OWNER = { owner: { kinds: ['Group'], defaultKind: 'Group' } };
const SYSTEM = { system: { kinds: ['System'], defaultKind: 'System' } };
const DEPENDENCIES = {
  dependsOn: { kinds: ['Component', 'Resource'] },
  dependencyOf: { kinds: ['Component', 'Resource'] },
};
const APIS = { kinds: ['API'], defaultKind: 'API' };
const GROUPS = { kinds: ['Group'], defaultKind: 'Group' };
const FIELDS = {
  API: { ...OWNER, ...SYSTEM },
  Component: {
    ...OWNER,
    ...SYSTEM,
    ...DEPENDENCIES,
    subcomponentOf: { kinds: ['Component'], defaultKind: 'Component' },
    providesApis: APIS,
    consumesApis: APIS,
  },
  Domain: {
    ...OWNER,
    subdomainOf: { kinds: ['Domain'], defaultKind: 'Domain' },
  },
  Group: {
    parent: GROUPS,
    children: GROUPS,
    members: { kinds: ['User'], defaultKind: 'User' },
  },
  Location: {},
  Resource: { ...OWNER, ...SYSTEM, ...DEPENDENCIES },
  System: { ...OWNER, domain: { kinds: ['Domain'], defaultKind: 'Domain' } },
  User: { memberOf: GROUPS },
};

/**
 * The references of an entity, in the order of its fields.
 * @returns {Array<{ field: string, at: Array<string | number>, text: string, target?: string }>}
 *   `target` is the full lower-case entity ref; without it the text can't be read as one.
 */
export function referencesOf({ value }) {
  const references = [];
  for (const field of Object.keys(FIELDS[value.kind])) {
    const given = value.spec?.[field];
    for (const [index, text] of [given ?? []].flat().entries()) {
      const at = Array.isArray(given)
        ? ['spec', field, index]
        : ['spec', field];
      const target = resolveRef(
        text,
        FIELDS[value.kind][field].defaultKind,
        value,
      );
      references.push({ field, at, text, target });
    }
  }
  return references;
}

/** The full ref that Backstage reads from a short one, or undefined when it would refuse it. */
export function resolveRef(text, defaultKind, { metadata }) {
  try {
    const defaultNamespace = metadata.namespace ?? 'default';
    return stringifyEntityRef(
      parseEntityRef(text, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}

/**
 * @param {import('./read.mjs').CatalogEntity[]} entities well-formed ones
 * @param {Map<string, import('./read.mjs').CatalogEntity>} known every entity by its ref
 * @returns {import('./read.mjs').Problem[]}
 */
export function checkReferences(entities, known) {
  return entities.flatMap(entity =>
    referencesOf(entity).flatMap(reference => {
      const mistake = checkReference(entity.value.kind, reference, known);
      const line = entity.lineOf(reference.at);
      return mistake ? [{ file: entity.file, line, ...mistake }] : [];
    }),
  );
}

function checkReference(kind, { field, text, target }, known) {
  const { kinds } = FIELDS[kind][field];
  if (!target) {
    return {
      reason: `${field} "${text}" is not an entity reference`,
      remedy: `Write the kind too, such as ${kinds.map(k => `${k.toLowerCase()}:${text}`).join(' or ')}`,
    };
  }
  const found = known.get(target);
  if (!found) {
    return {
      reason: `${field} "${text}" does not exist`,
      remedy: suggest(target, kinds, known),
    };
  }
  if (!kinds.includes(found.value.kind)) {
    return {
      reason: `${field} "${text}" is a ${found.value.kind}`,
      remedy: `Name a ${kinds.join(' or a ')}`,
    };
  }
  return undefined;
}

/** What to write instead of a reference that leads nowhere. */
export function suggest(target, kinds, known) {
  const prefixes = kinds.map(kind => `${kind.toLowerCase()}:`);
  const candidates = [...known.keys()].filter(ref =>
    prefixes.some(p => ref.startsWith(p)),
  );
  const meant = nearest(target, candidates);
  return meant
    ? `Did you mean ${meant}`
    : `Correct it, or add the ${kinds.join(' or ')} to the catalog`;
}
