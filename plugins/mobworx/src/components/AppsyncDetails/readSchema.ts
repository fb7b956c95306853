import {
  APPSYNC_PRELUDE,
  appsyncScalars,
} from '@internal/plugin-mobworx-common';
import {
  ASTNode,
  buildSchema,
  GraphQLArgument,
  GraphQLNamedType,
  GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  print,
} from 'graphql';

/** A field of a type, a value of an enum, or a member of a union. */
export interface SchemaField {
  name: string;
  /** As in SDL, such as `[Room!]!`; absent for values and members. */
  type?: string;
  /** As in SDL, such as `limit: Int = 20`. */
  args: string[];
  description?: string;
  deprecation?: string;
  /** AppSync's directives on it, as in SDL. */
  directives: string[];
}

/** A type of a schema, in words and SDL. */
export interface SchemaType {
  name: string;
  kind: string;
  description?: string;
  directives: string[];
  fields: SchemaField[];
}

const OWN_SCALARS = new Set<string>(appsyncScalars);
const ROOTS = ['Query', 'Mutation', 'Subscription'];

/**
 * Reads the SDL of an AppSync API.
 *
 * @returns its types, those of operations first, the others by name
 * @throws GraphQLError when it is no whole schema
 */
export function readSchema(sdl: string): SchemaType[] {
  const schema = buildSchema(`${APPSYNC_PRELUDE}\n${sdl}`);
  const rank = ({ name }: SchemaType) => {
    const root = ROOTS.indexOf(name);
    return root === -1 ? ROOTS.length : root;
  };
  return Object.values(schema.getTypeMap())
    .filter(
      type =>
        !isIntrospectionType(type) &&
        !isSpecifiedScalarType(type) &&
        !OWN_SCALARS.has(type.name),
    )
    .map(type => readType(type, schema))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function readType(type: GraphQLNamedType, schema: GraphQLSchema): SchemaType {
  return {
    name: type.name,
    kind: kindOf(type, schema),
    description: type.description ?? undefined,
    directives: directivesOf(type.astNode),
    fields: fieldsOf(type),
  };
}

function kindOf(type: GraphQLNamedType, schema: GraphQLSchema): string {
  const operation = {
    queries: schema.getQueryType(),
    mutations: schema.getMutationType(),
    subscriptions: schema.getSubscriptionType(),
  };
  const root = Object.entries(operation).find(([, one]) => one === type);
  if (root) {
    return root[0];
  }
  if (isInputObjectType(type)) {
    return 'input';
  }
  if (isEnumType(type)) {
    return 'enum';
  }
  if (isUnionType(type)) {
    return 'union';
  }
  if (isInterfaceType(type)) {
    return 'interface';
  }
  return isObjectType(type) ? 'type' : 'scalar';
}

function fieldsOf(type: GraphQLNamedType): SchemaField[] {
  if (isUnionType(type)) {
    return type
      .getTypes()
      .map(({ name }) => ({ name, args: [], directives: [] }));
  }
  if (isEnumType(type)) {
    return type.getValues().map(value => ({
      name: value.name,
      args: [],
      description: value.description ?? undefined,
      deprecation: value.deprecationReason ?? undefined,
      directives: [],
    }));
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).map(field => ({
      name: field.name,
      type: String(field.type),
      args: field.args.map(argumentText),
      description: field.description ?? undefined,
      deprecation: field.deprecationReason ?? undefined,
      directives: directivesOf(field.astNode),
    }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(field => ({
      name: field.name,
      type: String(field.type),
      args: [],
      description: field.description ?? undefined,
      deprecation: field.deprecationReason ?? undefined,
      directives: [],
    }));
  }
  return [];
}

function argumentText({ name, type, astNode }: GraphQLArgument): string {
  const initial = astNode?.defaultValue;
  return `${name}: ${type}${initial ? ` = ${print(initial)}` : ''}`;
}

function directivesOf(
  node: (ASTNode & { directives?: readonly ASTNode[] }) | null | undefined,
): string[] {
  return (node?.directives ?? [])
    .map(directive => print(directive))
    .filter(text => !text.startsWith('@deprecated'));
}

/** Whether a type, or something in it, has a text in its name. */
export function matches(type: SchemaType, text: string): boolean {
  const needle = text.toLowerCase();
  return (
    type.name.toLowerCase().includes(needle) ||
    type.fields.some(({ name }) => name.toLowerCase().includes(needle))
  );
}
