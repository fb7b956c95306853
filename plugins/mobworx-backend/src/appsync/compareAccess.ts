import { SchemaChange } from '@internal/plugin-mobworx-common';
import { GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import { Grants, grantsOf } from './grants';

/** How two APIs are signed in to where their schemas don't say. */
export interface DefaultModes {
  before: string;
  after: string;
  /** Whether both schemas have their directives: introspection leaves them out. */
  hasDirectives: boolean;
}

const nothing: Grants = new Map();
const forAll = (mode: string): Grants => new Map([[mode, undefined]]);

/**
 * Which types and fields can be read with other modes or by other groups than before; graphql-js
 * doesn't look at directives, and a client that signs in with a mode that is gone gets nothing.
 * Where one of the schemas has no directive, its API's default mode counts; where that isn't known
 * either, nothing is said.
 */
export function compareAccess(
  before: GraphQLSchema,
  after: GraphQLSchema,
  modes?: DefaultModes,
): SchemaChange[] {
  const changes = modes ? compareDefaults(before, modes) : [];
  const [defaultBefore, defaultAfter] = modes?.hasDirectives
    ? [forAll(modes.before), forAll(modes.after)]
    : [nothing, nothing];
  for (const type of Object.values(after.getTypeMap())) {
    const old = before.getType(type.name);
    if (
      !isObjectType(type) ||
      !isObjectType(old) ||
      isIntrospectionType(type)
    ) {
      continue;
    }
    const [ownBefore, ownAfter] = [
      grantsOf(old.astNode),
      grantsOf(type.astNode),
    ];
    const typeBefore = ownBefore.size ? ownBefore : defaultBefore;
    const typeAfter = ownAfter.size ? ownAfter : defaultAfter;
    if (ownBefore.size || ownAfter.size) {
      changes.push(...compareGrants(type.name, typeBefore, typeAfter));
    }
    const fields = old.getFields();
    for (const [name, { astNode }] of Object.entries(type.getFields())) {
      const was = grantsOf(fields[name]?.astNode);
      const is = grantsOf(astNode);
      if (fields[name] && (was.size || is.size)) {
        changes.push(
          ...compareGrants(
            `${type.name}.${name}`,
            was.size ? was : typeBefore,
            is.size ? is : typeAfter,
          ),
        );
      }
    }
  }
  return changes;
}

function compareDefaults(
  schema: GraphQLSchema,
  { before, after, hasDirectives }: DefaultModes,
): SchemaChange[] {
  if (before === after) {
    return [];
  }
  const isUsed = !hasDirectives || hasPlainFields(schema);
  return [
    {
      severity: isUsed ? 'breaking' : 'safe',
      type: 'DEFAULT_AUTH_MODE_CHANGED',
      description: `What has no directive of its own is read with ${after}, and no more with ${before}.`,
    },
  ];
}

/** Whether something is read with the default mode. */
function hasPlainFields(schema: GraphQLSchema): boolean {
  return Object.values(schema.getTypeMap()).some(
    type =>
      isObjectType(type) &&
      !isIntrospectionType(type) &&
      !grantsOf(type.astNode).size &&
      Object.values(type.getFields()).some(
        ({ astNode }) => !grantsOf(astNode).size,
      ),
  );
}

const list = (groups: string[]) =>
  `the ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;

function compareGrants(
  path: string,
  before: Grants,
  after: Grants,
): SchemaChange[] {
  if (!before.size || !after.size) {
    return [];
  }
  const change = (
    severity: 'breaking' | 'safe',
    type: string,
    what: string,
  ): SchemaChange => ({
    severity,
    type,
    description: `${path} ${what}.`.slice(0, 1_000),
    path,
  });
  const changes: SchemaChange[] = [];
  for (const [mode, groups] of before) {
    if (!after.has(mode)) {
      changes.push(
        change(
          'breaking',
          'AUTH_MODE_REMOVED',
          `can't be read with ${mode} any more`,
        ),
      );
      continue;
    }
    const now = after.get(mode);
    const lost = missing(groups, now);
    if (lost.length > 0) {
      const what = `can't be read by ${list(lost)} of ${mode} any more`;
      changes.push(change('breaking', 'AUTH_GROUPS_NARROWED', what));
    } else if (!groups && now) {
      const what = `can be read by ${list([...now])} of ${mode} only`;
      changes.push(change('breaking', 'AUTH_GROUPS_NARROWED', what));
    }
    const gained = missing(now, groups);
    if (gained.length > 0) {
      const what = `can be read by ${list(gained)} of ${mode} too`;
      changes.push(change('safe', 'AUTH_GROUPS_WIDENED', what));
    } else if (groups && !now) {
      const what = `can be read by everybody of ${mode}`;
      changes.push(change('safe', 'AUTH_GROUPS_WIDENED', what));
    }
  }
  for (const mode of after.keys()) {
    if (!before.has(mode)) {
      changes.push(
        change('safe', 'AUTH_MODE_ADDED', `can be read with ${mode} too`),
      );
    }
  }
  return changes;
}

/** Groups that are among the one and not among the other; nobody is missing where all may. */
function missing(
  one: Set<string> | undefined,
  other: Set<string> | undefined,
): string[] {
  return other ? [...(one ?? [])].filter(group => !other.has(group)) : [];
}
