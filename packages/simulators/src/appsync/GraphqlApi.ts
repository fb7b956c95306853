import {
  execute,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { executionError, malformed, validationError } from './errors';
import { assertMayRead } from './fieldAccess';
import type { Resolver } from './resolvers';
import type { AuthMode, Caller } from './types';

/** A GraphQL request as clients send it. */
export interface GraphqlRequest {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

/** AppSync's answer, with status 200. */
export interface GraphqlAnswer {
  data: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

/** A document that is ready to run. */
export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

/** Runs documents over a schema as AppSync does, whoever calls. */
export class GraphqlApi {
  introspection: 'ENABLED' | 'DISABLED' = 'ENABLED';

  constructor(
    readonly schema: GraphQLSchema,
    private readonly defaultAuth: AuthMode,
    private readonly resolvers: Record<string, Resolver>,
  ) {}

  /**
   * Reads and checks a request.
   * @returns what to run, or the answer that says what is wrong with it
   * @throws RequestRefused when there is no document in it
   */
  prepare({
    query,
    variables,
    operationName,
  }: GraphqlRequest): Prepared | GraphqlAnswer {
    if (typeof query !== 'string') {
      throw malformed();
    }
    const document = parseDocument(query);
    const name = typeof operationName === 'string' ? operationName : undefined;
    const operation = getOperationAST(document, name);
    if (!operation) {
      throw malformed(
        name === undefined
          ? 'Must provide an operation.'
          : `Unknown operation named '${name}'.`,
      );
    }
    // The rule names what lies below __schema as well.
    const errors = validate(this.schema, document, this.rules()).filter(
      ({ message }) => !/contained the field "(?!__)/.test(message),
    );
    if (errors.length > 0) {
      return { data: null, errors: errors.map(validationError) };
    }
    return {
      document,
      operation,
      variables: (variables ?? {}) as Record<string, unknown>,
      operationName: name,
    };
  }

  /** Runs a query or a mutation. */
  async run(prepared: Prepared, caller: Caller): Promise<GraphqlAnswer> {
    return this.execute(prepared, (parent, args, _context, info) => {
      assertMayRead(caller, this.defaultAuth, info);
      const resolver =
        this.resolvers[`${info.parentType.name}.${info.fieldName}`];
      return resolver
        ? resolver(args, caller, parent)
        : (parent?.[info.fieldName] ?? null);
    });
  }

  /**
   * Runs a subscription over what a mutation gave: no resolver runs again, what the mutation did
   * not select is null (docs.aws.amazon.com/appsync, "Real-time data").
   */
  async runSubscription(
    prepared: Prepared,
    caller: Caller,
    root: Record<string, unknown>,
  ): Promise<GraphqlAnswer> {
    return this.execute(
      prepared,
      (parent, _args, _context, info) => {
        assertMayRead(caller, this.defaultAuth, info);
        return parent[info.fieldName] ?? null;
      },
      root,
    );
  }

  private async execute(
    { document, variables, operationName }: Prepared,
    fieldResolver: GraphQLFieldResolver<any, unknown>,
    rootValue?: unknown,
  ): Promise<GraphqlAnswer> {
    const result: ExecutionResult = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      operationName,
      rootValue,
      fieldResolver,
    });
    return {
      data: (result.data as Record<string, unknown> | undefined) ?? null,
      ...(result.errors && { errors: result.errors.map(executionError) }),
    };
  }

  private rules() {
    return this.introspection === 'ENABLED'
      ? specifiedRules
      : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  }
}

/** Whether a request may run. */
export const isPrepared = (
  outcome: Prepared | GraphqlAnswer,
): outcome is Prepared => 'document' in outcome;

function parseDocument(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) {
      throw malformed();
    }
    throw error;
  }
}
