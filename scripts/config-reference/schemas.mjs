import { createRequire } from 'node:module';
import { inRoot } from '../repository.mjs';

/**
 * A key of the configuration.
 *
 * @typedef {object} ConfigKey
 * @property {string} key - with dots; `[]` for the entries of a list, `<name>` for a free name
 * @property {string} type - in words: text, number, `a` or `b`, list, duration …
 * @property {string} description - of the schema; Markdown, may be empty
 * @property {boolean} required - whether what surrounds it makes no sense without
 * @property {boolean} inBrowser - whether the browser is told its value
 */

const DURATION = ['years', 'hours', 'milliseconds'];

const isDuration = ({ properties = {} }) =>
  DURATION.every(unit => unit in properties);

/**
 * Collects the configuration schemas of the portal's own packages and of everything that they lean
 * on, as `backstage-cli config:schema` does.
 *
 * @returns `{packageName, path, value}` of each, in the order of the packages' names
 */
export async function loadSchemas() {
  // The command line's own collector, so that no other version can see it differently.
  const cli = createRequire(inRoot('package.json')).resolve(
    '@backstage/cli/package.json',
  );
  const { loadConfigSchema } = createRequire(cli)('@backstage/config-loader');
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: ['app', 'backend'].map(name =>
      inRoot('packages', name, 'package.json'),
    ),
  });
  return schema
    .serialize()
    .schemas.toSorted((a, b) => a.packageName.localeCompare(b.packageName));
}

// What a reference stands for.
function resolve(node, root) {
  if (!node?.$ref) return node;
  const name = decodeURIComponent(node.$ref.replace('#/definitions/', ''));
  return { ...root.definitions?.[name], ...node, $ref: undefined };
}

const variantsOf = node => node.anyOf ?? node.oneOf ?? node.allOf ?? [];

function typeOf(node, root) {
  const variants = variantsOf(node).map(each => resolve(each, root));
  if (variants.length)
    return [...new Set(variants.map(each => typeOf(each, root)))].join(' or ');
  if (isDuration(node)) return 'duration';
  if (node.enum) return node.enum.map(value => `\`${value}\``).join(', ');
  if (node.const !== undefined) return `\`${node.const}\``;
  const items = node.items && resolve(node.items, root);
  if (items) {
    const inner = typeOf(items, root);
    return inner === 'group' ? 'list' : `list of ${inner}`;
  }
  const names = {
    string: 'text',
    boolean: 'true or false',
    object: 'group',
    array: 'list',
    integer: 'number',
  };
  return [node.type ?? 'anything']
    .flat()
    .map(type => names[type] ?? type)
    .join(' or ');
}

/**
 * The nodes one level below, each with what is added to the key.
 *
 * @param inside - references that lead here: a type that holds itself, such as any JSON, has no end
 */
function childrenOf(node, root, inside) {
  if (isDuration(node)) return [];
  const below = (suffix, child, required = false) =>
    inside.includes(child.$ref)
      ? []
      : [
          {
            suffix,
            required,
            child: resolve(child, root),
            inside: child.$ref ? [...inside, child.$ref] : inside,
          },
        ];
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      below(`.${name}`, child, node.required?.includes(name)),
    ),
    ...(typeof node.additionalProperties === 'object'
      ? below('.<name>', node.additionalProperties)
      : []),
    ...(node.items ? below('[]', node.items) : []),
    ...variantsOf(node)
      .flatMap(variant => below('', variant))
      .flatMap(variant => childrenOf(variant.child, root, variant.inside)),
  ];
}

/**
 * Every key of a schema, those inside of others included, in its own order.
 *
 * @param root - the schema
 * @returns {ConfigKey[]}
 */
export function keysOf(root) {
  const found = new Map();
  const walk = (key, { child: node, required, inside }) => {
    // The entry of a list has no name of its own: what is in it has.
    if (!key.endsWith('[]') && !found.has(key))
      found.set(key, {
        key,
        type: typeOf(node, root),
        description: node.description ?? '',
        required,
        inBrowser: [node.visibility, node.deepVisibility].includes('frontend'),
      });
    for (const each of childrenOf(node, root, inside))
      walk(key + each.suffix, each);
  };
  for (const each of childrenOf(root, root, []))
    walk(each.suffix.slice(1), each);
  return [...found.values()];
}
