import {
  getArgumentValues,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { stringsOf } from './fieldAccess';
import type { GraphqlAnswer, GraphqlApi, Prepared } from './GraphqlApi';
import type { Caller } from './types';

/** A registered subscription. */
interface Subscription {
  prepared: Prepared;
  caller: Caller;
  field: FieldNode;
  args: Record<string, unknown>;
  deliver: (answer: GraphqlAnswer) => void;
}

const responseKey = (field: FieldNode) => (field.alias ?? field.name).value;

/** Who waits for which mutation. */
export class Subscriptions {
  private readonly active = new Set<Subscription>();

  constructor(private readonly api: GraphqlApi) {}

  /** How many there are. */
  get size(): number {
    return this.active.size;
  }

  /** @returns a function that ends it */
  add(
    prepared: Prepared,
    caller: Caller,
    deliver: (answer: GraphqlAnswer) => void,
  ): () => void {
    const [field] = fieldsOf(
      prepared.document,
      prepared.operation.selectionSet,
    );
    const definition = this.api.schema.getSubscriptionType()!.getFields()[
      field.name.value
    ];
    const args = getArgumentValues(definition, field, prepared.variables);
    const subscription = { prepared, caller, field, args, deliver };
    this.active.add(subscription);
    return () => this.active.delete(subscription);
  }

  /** Tells everybody who waits for one of the mutations that have succeeded. */
  async publish(prepared: Prepared, answer: GraphqlAnswer): Promise<void> {
    for (const mutation of fieldsOf(
      prepared.document,
      prepared.operation.selectionSet,
    )) {
      const value = answer.data?.[responseKey(mutation)];
      if (value) {
        const result = select(
          prepared.document,
          mutation.selectionSet!,
          value as Record<string, unknown>,
        );
        await this.deliver(mutation.name.value, result);
      }
    }
  }

  private async deliver(
    mutation: string,
    result: Record<string, unknown>,
  ): Promise<void> {
    const waiting = [...this.active].filter(
      ({ field, args }) =>
        mutationsOf(this.api.schema, field.name.value).includes(mutation) &&
        Object.entries(args).every(
          ([name, value]) => (result[name] ?? null) === value,
        ),
    );
    for (const subscription of waiting) {
      const { prepared, caller, field } = subscription;
      subscription.deliver(
        await this.api.runSubscription(prepared, caller, {
          [field.name.value]: result,
        }),
      );
    }
  }
}

/** The mutations that `@aws_subscribe` names. */
function mutationsOf(schema: GraphQLSchema, field: string): string[] {
  const directive = schema
    .getSubscriptionType()!
    .getFields()
    [field].astNode?.directives?.find(
      ({ name }) => name.value === 'aws_subscribe',
    );
  return (directive && stringsOf(directive, 'mutations')) ?? [];
}

/** The fields of a selection, with those of its fragments. */
export function fieldsOf(
  document: DocumentNode,
  { selections }: SelectionSetNode,
): FieldNode[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) {
      return [selection];
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            definition =>
              definition.kind === Kind.FRAGMENT_DEFINITION &&
              definition.name.value === selection.name.value,
          );
    return fieldsOf(
      document,
      (fragment as { selectionSet: SelectionSetNode }).selectionSet,
    );
  });
}

/** What a mutation selected, by the names of the fields instead of the client's aliases. */
function select(
  document: DocumentNode,
  selectionSet: SelectionSetNode,
  value: Record<string, unknown>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const field of fieldsOf(document, selectionSet)) {
    const part = value[responseKey(field)];
    const inner = (item: unknown): unknown =>
      Array.isArray(item)
        ? item.map(inner)
        : item && select(document, field.selectionSet!, item as typeof value);
    result[field.name.value] = field.selectionSet ? inner(part) : part;
  }
  return result;
}
