import { JsonObject } from '@backstage/types';
import { Kind, OperationDefinitionNode } from 'graphql';

/** What the audit keeps of a query: its name and what it asks for, and no value in it. */
export function describeQuery(operation: OperationDefinitionNode): JsonObject {
  const fields = operation.selectionSet.selections.map(selection => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value;
      case Kind.FRAGMENT_SPREAD:
        return `...${selection.name.value}`;
      default:
        return '...';
    }
  });
  return {
    ...(operation.name && { operationName: operation.name.value }),
    fields,
  };
}
