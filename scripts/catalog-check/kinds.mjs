// Is each document an entity that Backstage accepts? Its own validators decide.
import {
  FieldFormatEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  entitySchemaValidator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { nearest } from './nearest.mjs';
import { LISTS, LOCATIONS_FILE } from './read.mjs';

/** The kinds of this catalog: those that app-config.yaml allows. */
const KINDS = {
  API: { validator: apiEntityV1alpha1Validator, folder: 'catalog/apis' },
  Component: {
    validator: componentEntityV1alpha1Validator,
    folder: 'catalog/components',
  },
  Domain: {
    validator: domainEntityV1alpha1Validator,
    folder: 'catalog/domains',
  },
  Group: {
    validator: groupEntityV1alpha1Validator,
    folder: 'catalog/org/groups',
  },
  Location: { validator: locationEntityV1alpha1Validator },
  Resource: {
    validator: resourceEntityV1alpha1Validator,
    folder: 'catalog/resources',
  },
  System: {
    validator: systemEntityV1alpha1Validator,
    folder: 'catalog/systems',
  },
  User: { validator: userEntityV1alpha1Validator, folder: 'catalog/org/users' },
};
const OWNED = ['API', 'Component', 'Domain', 'Resource', 'System'];
const API_VERSIONS = ['backstage.io/v1alpha1', 'backstage.io/v1beta1'];

/**
 * @param {string[]} files every YAML file of the catalog
 * @param {import('./read.mjs').CatalogEntity[]} entities what could be read from them
 * @returns {Promise<{ valid: import('./read.mjs').CatalogEntity[],
 *   known: Map<string, import('./read.mjs').CatalogEntity>,
 *   problems: import('./read.mjs').Problem[] }>}
 *   `known` maps every entity ref to its entity, also of entities with mistakes: what points to them
 *   isn't wrong.
 */
export async function checkKinds(files, entities) {
  const known = new Map();
  const valid = [];
  const problems = [];
  for (const entity of entities) {
    const found = [
      await firstMistake(entity),
      ...placement(entity),
      duplicate(entity, known),
    ];
    const mistakes = found.filter(Boolean);
    problems.push(
      ...mistakes.map(({ at, reason, remedy }) => ({
        file: entity.file,
        line: entity.lineOf(at),
        reason,
        remedy,
      })),
    );
    if (!found[0]) valid.push(entity);
  }
  rememberUnreadable(files, known);
  return { valid, known, problems };
}

async function firstMistake({ value }) {
  const { kind, apiVersion, spec } = value;
  const template = 'See the template in docs/catalog.md';
  if (!Object.hasOwn(KINDS, kind)) {
    const meant = nearest(String(kind), Object.keys(KINDS));
    return {
      at: ['kind'],
      reason:
        kind === undefined
          ? 'There is no kind'
          : `This catalog has no kind ${quote(kind)}`,
      remedy: meant
        ? `Did you mean ${meant}`
        : `Use one of ${Object.keys(KINDS).join(', ')}`,
    };
  }
  if (!API_VERSIONS.includes(apiVersion)) {
    return {
      at: ['apiVersion'],
      reason: `apiVersion is ${quote(apiVersion)}`,
      remedy: `Write ${API_VERSIONS[0]}`,
    };
  }
  if (OWNED.includes(kind) && !spec?.owner) {
    return {
      at: ['spec', 'owner'],
      reason: `The ${kind} has no owner`,
      remedy:
        'Name the team that owns it, such as owner: group:default/platform',
    };
  }
  const checks = [
    () => entitySchemaValidator()(value),
    () => KINDS[kind].validator.check(value),
    () => new FieldFormatEntityPolicy().enforce(value),
  ];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      return { ...explain(error.message), remedy: template };
    }
  }
  return undefined;
}

/** Backstage says which field it dislikes in one of two ways; this finds it again. */
function explain(message) {
  const schema = message.match(
    /^(<root>|\/\S*) (.+?)(?: - (?:(missing|additional)Property: (.+)|.*))?$/,
  );
  if (schema) {
    const at =
      schema[1] === '<root>'
        ? []
        : schema[1].slice(1).split('/').map(unescapePointer);
    const [, , text, problem, property] = schema;
    const field = at.length > 0 ? at.join('.') : 'The entity';
    return {
      at: property ? [...at, property] : at,
      reason:
        problem === 'additional'
          ? `${field} has no field ${property}`
          : `${field} ${text}`,
    };
  }
  const format = message.match(
    /^"?(metadata|annotations|labels|tags|links)\.([^"]+?)"? (.*)$/,
  );
  if (format) {
    const [, group, rest, text] = format;
    const keys = group === 'links' ? rest.split('.') : [rest];
    const at =
      group === 'metadata' ? ['metadata', rest] : ['metadata', group, ...keys];
    return {
      at,
      reason: `${group}.${rest} ${text.replace(/\.? To learn more.*$/, '')}`,
    };
  }
  return { at: [], reason: message };
}

function* placement({ file, value }) {
  const { kind, metadata } = value;
  const folder = Object.hasOwn(KINDS, kind) && KINDS[kind].folder;
  const name = metadata?.name;
  if (LISTS.includes(file) || typeof name !== 'string') return;
  if (kind === 'Location') {
    yield {
      at: ['kind'],
      reason: 'A Location among the entities',
      remedy: `Locations stand in ${LOCATIONS_FILE}; run ./portal catalog:check --write`,
    };
    return;
  }
  const base = file.split('/').at(-1);
  if (base.replace(/\.ya?ml$/i, '') !== name) {
    yield {
      at: ['metadata', 'name'],
      reason: `The name is ${quote(name)}, but the file is ${base}`,
      remedy: `Rename the file to ${name}.yaml, or correct the name`,
    };
  }
  if (folder && !file.startsWith(`${folder}/`)) {
    yield {
      at: ['kind'],
      reason: `A ${kind} outside ${folder}/`,
      remedy: `Move the file to ${folder}/`,
    };
  }
}

/** Remembers the entity in `known`, and tells when another one has its name already. */
function duplicate(entity, known) {
  const { kind, metadata } = entity.value;
  const parts = [kind, metadata?.name, metadata?.namespace ?? 'default'];
  const named = parts.every(part => typeof part === 'string');
  if (!named || !Object.hasOwn(KINDS, kind)) return undefined;
  const ref = stringifyEntityRef(entity.value);
  const first = known.get(ref);
  if (!first) {
    known.set(ref, entity);
    return undefined;
  }
  return {
    at: ['metadata', 'name'],
    reason: `${ref} is already defined in ${first.file}:${first.lineOf(['metadata', 'name'])}`,
    remedy: 'Choose another name, or delete one of the two',
  };
}

/**
 * A file that holds no readable entity still names one, by its folder and its name: whatever points
 * to that entity isn't wrong.
 */
function rememberUnreadable(files, known) {
  const readable = new Set([...known.values()].map(({ file }) => file));
  for (const file of files.filter(f => !readable.has(f))) {
    const name = file
      .split('/')
      .at(-1)
      .replace(/\.ya?ml$/i, '');
    const kind = Object.keys(KINDS).find(
      k => KINDS[k].folder && file.startsWith(`${KINDS[k].folder}/`),
    );
    if (!kind) continue;
    const value = { kind, metadata: { name } };
    const ref = stringifyEntityRef(value);
    if (!known.has(ref)) known.set(ref, { file, value, lineOf: () => 1 });
  }
}

function unescapePointer(part) {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function quote(value) {
  return value === undefined ? 'missing' : `"${value}"`;
}
