import {
  buildSchema,
  GraphQLScalarType,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { isScalarValue, scalarNames, type ScalarName } from './scalars';

/** What AppSync declares by itself; a schema without it can't be built by graphql-js. */
const prelude = [
  ...scalarNames.map(name => `scalar ${name}`),
  'directive @aws_api_key on FIELD_DEFINITION | OBJECT',
  'directive @aws_iam on FIELD_DEFINITION | OBJECT',
  'directive @aws_oidc on FIELD_DEFINITION | OBJECT',
  'directive @aws_lambda on FIELD_DEFINITION | OBJECT',
  'directive @aws_cognito_user_pools(cognito_groups: [String!]) on FIELD_DEFINITION | OBJECT',
  'directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION',
  'directive @aws_subscribe(mutations: [String!]) on FIELD_DEFINITION',
  'directive @aws_publish(subscriptions: [String!]) on FIELD_DEFINITION',
].join('\n');

/** Builds an executable schema from the SDL of an AppSync API. */
export function buildAppSyncSchema(sdl: string): GraphQLSchema {
  const schema = buildSchema(`${prelude}\n${sdl}`);
  for (const name of scalarNames) {
    checkValues(schema.getType(name) as GraphQLScalarType, name);
  }
  return schema;
}

// What AppSync says about a bad value (seen in many public reports, e.g. aws-amplify/amplify-cli#1657).
function checkValues(type: GraphQLScalarType, name: ScalarName): void {
  const parseValue = (value: unknown) => {
    if (!isScalarValue(name, value)) {
      throw new TypeError(`Unable to parse \`${value}\` as a valid ${name}.`);
    }
    return value;
  };
  type.parseValue = parseValue;
  type.parseLiteral = node =>
    parseValue(
      node.kind === 'IntValue'
        ? Number(node.value)
        : (node as { value?: unknown }).value,
    );
  type.serialize = value => {
    if (!isScalarValue(name, value)) {
      throw new TypeError(
        `Unable to serialize \`${value}\` as a valid ${name} Object.`,
      );
    }
    return value;
  };
}

/** The SDL as GetIntrospectionSchema gives it without directives. */
export function printWithoutDirectives(schema: GraphQLSchema): string {
  const own = new Set<string>(scalarNames);
  return printSchema(schema)
    .split('\n\n')
    .filter(block => !/^directive @aws_/.test(block))
    .filter(block => !own.has(/^scalar (\w+)$/.exec(block)?.[1] ?? ''))
    .join('\n\n');
}
