import { SchemaChange } from '@internal/plugin-mobworx-common';
import {
  findBreakingChanges,
  findDangerousChanges,
  GraphQLField,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { compareAccess, DefaultModes } from './compareAccess';

const MAX_CHANGES = 2_000;
const MAX_DESCRIPTION = 1_000;
const SEVERITIES = ['breaking', 'dangerous', 'safe'] as const;

/**
 * What clients of one schema meet when they get another: breaking changes first, what is new and
 * touches nobody last.
 *
 * @param modes - how both APIs are signed in to where their schemas don't say, where that is known
 */
export function compareSchemas(
  before: GraphQLSchema,
  after: GraphQLSchema,
  modes?: DefaultModes,
): SchemaChange[] {
  const worth = [
    ...findBreakingChanges(before, after)
      // No client writes directives of the schema, and introspection leaves them out.
      .filter(({ type }) => !type.includes('DIRECTIVE'))
      .map(change => found('breaking', change)),
    ...findDangerousChanges(before, after).map(change =>
      found('dangerous', change),
    ),
  ];
  const told = new Set(worth.map(({ description }) => description));
  const safe = findSafeChanges(before, after).filter(
    ({ description }) => !told.has(description),
  );
  const all = [...worth, ...compareAccess(before, after, modes), ...safe];
  return SEVERITIES.flatMap(severity =>
    all.filter(change => change.severity === severity),
  ).slice(0, MAX_CHANGES);
}

// Where graphql-js names what has changed, in the sentences that it makes.
const PLACES = [
  /\b([A-Za-z_]\w*\.\w+)\b/,
  /\b(?:type|by) (\w+)/,
  /^(\w+) (?:was removed|changed|no longer)/,
];

function found(
  severity: 'breaking' | 'dangerous',
  { type, description }: { type: string; description: string },
): SchemaChange {
  const path = PLACES.map(place => place.exec(description)?.[1]).find(Boolean);
  return {
    severity,
    type,
    description: description.slice(0, MAX_DESCRIPTION),
    ...(path && { path: path.slice(0, 300) }),
  };
}

/** What graphql-js leaves out, since it hurts nobody. */
function findSafeChanges(
  before: GraphQLSchema,
  after: GraphQLSchema,
): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const add = (type: string, path: string, what: string) =>
    changes.push({
      severity: 'safe',
      type,
      description: `${path} ${what}.`.slice(0, MAX_DESCRIPTION),
      path: path.slice(0, 300),
    });
  for (const type of Object.values(after.getTypeMap())) {
    if (isIntrospectionType(type)) {
      continue;
    }
    const old = before.getType(type.name);
    if (!old) {
      add('TYPE_ADDED', type.name, 'was added');
    } else if (hasFields(type) && hasFields(old)) {
      compareFields(old, type, add);
    }
  }
  return changes;
}

function hasFields(
  type: unknown,
): type is GraphQLObjectType | GraphQLInterfaceType {
  return isObjectType(type) || isInterfaceType(type);
}

function compareFields(
  before: GraphQLObjectType | GraphQLInterfaceType,
  after: GraphQLObjectType | GraphQLInterfaceType,
  add: (type: string, path: string, what: string) => void,
): void {
  const old: Record<string, GraphQLField<unknown, unknown> | undefined> =
    before.getFields();
  for (const field of Object.values(after.getFields())) {
    const path = `${after.name}.${field.name}`;
    const was = old[field.name];
    if (!was) {
      add('FIELD_ADDED', path, 'was added');
      continue;
    }
    if (String(was.type) !== String(field.type)) {
      add(
        'FIELD_CHANGED_KIND',
        path,
        `changed type from ${was.type} to ${field.type}`,
      );
    }
    if (field.deprecationReason && !was.deprecationReason) {
      add(
        'FIELD_DEPRECATED',
        path,
        `was deprecated: ${field.deprecationReason}`,
      );
    }
  }
}
