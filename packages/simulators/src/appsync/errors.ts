import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** A request that AppSync refuses as a whole, before it runs anything. */
export class RequestRefused extends Error {
  constructor(
    readonly status: number,
    readonly errorType: string,
    message: string,
  ) {
    super(message);
  }
}

/** 401: the caller is not known. Wording of AppSync. */
export const unauthorized = (
  message = 'You are not authorized to make this call.',
) => new RequestRefused(401, 'UnauthorizedException', message);

/** 400: the body holds no GraphQL document. */
export const malformed = (message = 'Unable to parse GraphQL query.') =>
  new RequestRefused(400, 'MalformedHttpRequestException', message);

/** What a resolver raises by `util.error(message, errorType, data, errorInfo)`. */
export const resolverError = (
  message: string,
  errorType: string,
  errorInfo: unknown = null,
): GraphQLError =>
  new GraphQLError(message, { extensions: { errorType, errorInfo } });

/** The names that graphql-java, on which AppSync runs, has for what a validation rule finds. */
const validationTypes: [RegExp, string][] = [
  [/^Cannot query field "(\w+)" on type "(\w+)"/, 'FieldUndefined'],
  [/^GraphQL introspection has been disabled/, 'FieldUndefined'],
  [/must have a selection of subfields/, 'SubSelectionRequired'],
  [/must not have a selection/, 'SubSelectionNotAllowed'],
  [/^Unknown argument/, 'UnknownArgument'],
  [/argument .* is required, but it was not provided/, 'MissingFieldArgument'],
  [/^Unknown type/, 'UnknownType'],
  [/^Unknown fragment/, 'UndefinedFragment'],
  [/^Unknown directive/, 'UnknownDirective'],
  [/^Variable .* is not defined/, 'UndefinedVariable'],
  [/is never used/, 'UnusedVariable'],
  [/^(Expected value of type|\w+ cannot represent|Value|Unable)/, 'WrongType'],
];

const locations = (error: GraphQLError) =>
  (error.locations ?? []).map(location => ({ ...location, sourceName: null }));

/** What AppSync answers to a document that does not fit the schema. */
export function validationError(error: GraphQLError): GraphQLFormattedError {
  const type =
    validationTypes.find(([pattern]) => pattern.test(error.message))?.[1] ??
    'InvalidSyntax';
  const unknown =
    /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message) ??
    /contained the field "(\w+)"/.exec(error.message);
  const message = unknown
    ? `Field '${unknown[1]}' in type '${unknown[2] ?? 'Query'}' is undefined @ '${unknown[1]}'`
    : error.message;
  return {
    path: null,
    locations: locations(error),
    message: `Validation error of type ${type}: ${message}`,
  } as unknown as GraphQLFormattedError;
}

/** What AppSync answers for a field that failed. */
export function executionError(error: GraphQLError): GraphQLFormattedError {
  const { errorType, errorInfo, data } = error.extensions as Record<
    string,
    unknown
  >;
  const path = error.path ? [...error.path] : null;
  const nullable = /^Cannot return null for non-nullable field (\w+)\.(\w+)/;
  const missing = nullable.exec(error.message);
  const unserializable = /^Unable to serialize/.test(error.message);
  let message = error.message;
  if (missing) {
    message = `Cannot return null for non-nullable field: '${missing[2]}' within parent '${missing[1]}' (/${path?.join('/')})`;
  } else if (unserializable) {
    message = `Can't serialize value (/${path?.join('/')}) : ${message}`;
  }
  return {
    path,
    data: data ?? null,
    errorType: errorType ?? null,
    errorInfo: errorInfo ?? null,
    locations: missing || unserializable ? null : locations(error),
    message,
  } as unknown as GraphQLFormattedError;
}
