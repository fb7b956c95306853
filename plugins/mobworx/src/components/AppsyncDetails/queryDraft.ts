import {
  GraphqlQueryRequest,
  QUERY_LIMITS,
} from '@internal/plugin-mobworx-common';
import { Kind, parse } from 'graphql';

/** A query as it is being written. */
export interface QueryDraft {
  query: string;
  /** JSON, or nothing. */
  variables: string;
  /** Which of several operations. */
  operationName?: string;
}

/** The names of a document's operations; none while it can't be read. */
export function operationNames(query: string): string[] {
  try {
    return parse(query, {
      noLocation: true,
      maxTokens: QUERY_LIMITS.maxTokens,
    }).definitions.flatMap(definition =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.name
        ? [definition.name.value]
        : [],
    );
  } catch {
    return [];
  }
}

/** Why the variables can't be sent; nothing when they can. */
export function variablesProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? undefined
      : 'Variables are a JSON object, such as {"id": "1"}.';
  } catch (error) {
    return `This is not JSON: ${(error as Error).message}.`;
  }
}

/** What is sent; the backend decides whether it may be. */
export function toRequest(draft: QueryDraft): GraphqlQueryRequest {
  const names = operationNames(draft.query);
  const operationName =
    names.find(name => name === draft.operationName) ??
    (names.length > 1 ? names[0] : undefined);
  return {
    query: draft.query,
    ...(draft.variables.trim() && { variables: JSON.parse(draft.variables) }),
    ...(operationName && { operationName }),
  };
}
