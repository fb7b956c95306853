import {
  DocumentNode,
  FragmentDefinitionNode,
  Kind,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** How much a query asks for, with the fields of a fragment counted wherever it is spread. */
export interface QueryMeasure {
  /** Fields below each other, introspection left out. */
  depth: number;
  fields: number;
  aliases: number;
}

const NOTHING: QueryMeasure = { depth: 0, fields: 0, aliases: 0 };

/**
 * Measures a document of queries: the most of any of its operations.
 *
 * @param document - fragments that it spreads are there, and none spreads itself
 */
export function measureQuery(document: DocumentNode): QueryMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  // Each fragment is measured once: spread in each other they would take ages.
  const measured = new Map<string, QueryMeasure>();

  function measureFragment(name: string): QueryMeasure {
    const known = measured.get(name);
    if (known) {
      return known;
    }
    const measure = measureAll(fragments.get(name)!.selectionSet);
    measured.set(name, measure);
    return measure;
  }

  function measureAll(set: SelectionSetNode | undefined): QueryMeasure {
    return (set?.selections ?? []).map(measureOne).reduce(
      (sum, one) => ({
        depth: Math.max(sum.depth, one.depth),
        fields: sum.fields + one.fields,
        aliases: sum.aliases + one.aliases,
      }),
      NOTHING,
    );
  }

  function measureOne(selection: SelectionNode): QueryMeasure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return measureFragment(selection.name.value);
    }
    const below = measureAll(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return below;
    }
    const isSchema = ['__schema', '__type'].includes(selection.name.value);
    return {
      depth: isSchema ? 1 : 1 + below.depth,
      fields: 1 + below.fields,
      aliases: (selection.alias ? 1 : 0) + below.aliases,
    };
  }

  const measures = document.definitions.map(definition =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? measureAll(definition.selectionSet)
      : NOTHING,
  );
  return {
    depth: Math.max(...measures.map(({ depth }) => depth)),
    fields: Math.max(...measures.map(({ fields }) => fields)),
    aliases: Math.max(...measures.map(({ aliases }) => aliases)),
  };
}
