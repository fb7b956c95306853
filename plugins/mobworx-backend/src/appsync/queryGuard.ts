import {
  GraphqlQueryRequest,
  QUERY_LIMITS,
} from '@internal/plugin-mobworx-common';
import {
  buildSchema,
  DocumentNode,
  GraphQLError,
  Kind,
  KnownFragmentNamesRule,
  LoneAnonymousOperationRule,
  MaxIntrospectionDepthRule,
  NoFragmentCyclesRule,
  OperationDefinitionNode,
  parse,
  UniqueFragmentNamesRule,
  UniqueOperationNamesRule,
  validate,
} from 'graphql';
import { problem } from '../problems';
import { measureQuery } from './measureQuery';

// The rules below look at the document alone; which fields there are, AppSync knows best.
const anySchema = buildSchema('type Query { any: Boolean }');
const structure = [
  UniqueOperationNamesRule,
  LoneAnonymousOperationRule,
  UniqueFragmentNamesRule,
  KnownFragmentNamesRule,
  NoFragmentCyclesRule,
];

/**
 * Lets a request through when it can only read, and not ask for more than a person reads: nothing
 * else may be sent to AppSync.
 *
 * @returns the operation that AppSync will run
 * @throws InputError with code `query_invalid`, `query_not_a_query` or `query_too_complex`
 */
export function guardQuery(
  request: GraphqlQueryRequest,
): OperationDefinitionNode {
  const document = parseQuery(request.query);
  refuseUnlessQueries(document);
  const [error] = validate(anySchema, document, structure, { maxErrors: 1 });
  if (error) {
    throw invalid(error);
  }
  const operation = chosenOperation(document, request.operationName);
  refuseIfTooComplex(document);
  refuseDeepVariables(request.variables);
  return operation;
}

/**
 * Refuses variables that are deeper than any that a person writes: such can't even be sent on.
 *
 * @throws InputError with code `query_too_complex`
 */
function refuseDeepVariables(
  variables: GraphqlQueryRequest['variables'],
): void {
  const { maxVariablesDepth } = QUERY_LIMITS;
  let depth = 0;
  // Without recursion, since depth is what it looks for.
  let level = [variables as unknown].filter(isNested);
  while (level.length) {
    depth++;
    if (depth > maxVariablesDepth) {
      throw tooComplex(
        `The variables are deeper than ${maxVariablesDepth} levels.`,
      );
    }
    level = level.flatMap(nested => Object.values(nested)).filter(isNested);
  }
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: QUERY_LIMITS.maxTokens });
  } catch (error) {
    if (
      /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(
        (error as Error).message,
      )
    ) {
      throw tooComplex(
        `The document has more than ${QUERY_LIMITS.maxTokens} tokens.`,
      );
    }
    throw invalid(error as GraphQLError);
  }
}

function refuseUnlessQueries({ definitions }: DocumentNode): void {
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      continue;
    }
    if (definition.kind !== Kind.OPERATION_DEFINITION) {
      throw notAQuery('The document declares a part of a schema.');
    }
    if (definition.operation !== 'query') {
      throw notAQuery(`The document has a ${definition.operation}.`);
    }
  }
  if (!operationsOf(definitions).length) {
    throw notAQuery('The document has fragments only.');
  }
}

function operationsOf(definitions: DocumentNode['definitions']) {
  return definitions.filter(
    definition => definition.kind === Kind.OPERATION_DEFINITION,
  );
}

function chosenOperation(
  { definitions }: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode {
  const operations = operationsOf(definitions);
  const chosen =
    name === undefined && operations.length === 1
      ? operations[0]
      : operations.find(operation => operation.name?.value === name);
  if (!chosen || (name === undefined && operations.length > 1)) {
    throw problem(
      'invalid',
      'query_invalid',
      name === undefined
        ? 'The document has several queries, and none is chosen.'
        : 'The document has no query with the chosen name.',
      'Choose one of its queries by name.',
    );
  }
  return chosen;
}

function refuseIfTooComplex(document: DocumentNode): void {
  const { maxDepth, maxAliases, maxFields } = QUERY_LIMITS;
  const { depth, aliases, fields } = measureQuery(document);
  if (depth > maxDepth) {
    throw tooComplex(
      `The query is deeper than ${maxDepth} fields below each other.`,
    );
  }
  if (aliases > maxAliases) {
    throw tooComplex(
      `The query has more than ${maxAliases} aliases, those of its fragments counted wherever they are spread.`,
    );
  }
  if (fields > maxFields) {
    throw tooComplex(
      `The query asks for more than ${maxFields} fields, those of its fragments counted wherever they are spread.`,
    );
  }
  if (validate(anySchema, document, [MaxIntrospectionDepthRule]).length) {
    throw tooComplex('The query goes round in circles through the schema.');
  }
}

function invalid(error: GraphQLError) {
  const [at] = error.locations ?? [];
  const place = at ? ` (line ${at.line}, column ${at.column})` : '';
  return problem(
    'invalid',
    'query_invalid',
    `${error.message.slice(0, 400).replace(/\.$/, '')}${place}.`,
    'Correct the query and send it again.',
  );
}

function notAQuery(what: string) {
  return problem(
    'invalid',
    'query_not_a_query',
    `${what} Only queries are sent from here: they change nothing.`,
    'Leave nothing but queries and their fragments in the document.',
  );
}

/** What the route says of a body that is larger than it takes. */
export function tooLarge() {
  return problem(
    'invalid',
    'query_too_large',
    `The query and its variables are larger than ${QUERY_LIMITS.maxBytes / 1000} KB.`,
    'Shorten the query, or send less in its variables.',
  );
}

function tooComplex(what: string) {
  return problem(
    'invalid',
    'query_too_complex',
    what,
    'Ask for less at a time, in several queries.',
  );
}
