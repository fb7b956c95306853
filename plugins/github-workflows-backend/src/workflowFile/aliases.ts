import { Alias, isAlias, isMap, isNode, isPair, isSeq, Node } from 'yaml';

/** What the aliases of a document stand for. */
export interface Aliases {
  /** The node behind each alias: the last one before it with its anchor. */
  sources: ReadonlyMap<Alias, Node>;
  /** How many nodes the document would have with all of them written out; Infinity for a circle. */
  expandedSize: number;
}

/**
 * Looks once through a document: the YAML library looks through it again for every alias, and
 * writing out nested aliases can take for ever.
 */
export function readAliases(root: unknown): Aliases {
  const sources = new Map<Alias, Node>();
  const anchored = new Map<string, Node>();
  const sizes = new Map<Node, number>();

  // As deep as the document, which the YAML library has just read by recursion too.
  function measure(item: unknown): number {
    if (isPair(item)) {
      return measure(item.key) + measure(item.value);
    }
    if (isAlias(item)) {
      const source = anchored.get(item.source);
      if (!source) {
        return 1;
      }
      sources.set(item, source);
      // One that isn't measured yet contains the alias.
      return sizes.get(source) ?? Infinity;
    }
    if (!isNode(item)) {
      return 0;
    }
    const anchor = (item as { anchor?: string }).anchor;
    if (anchor) {
      anchored.set(anchor, item);
    }
    let size = 1;
    for (const child of isMap(item) || isSeq(item) ? item.items : []) {
      size += measure(child);
    }
    if (anchor) {
      sizes.set(item, size);
    }
    return size;
  }

  const expandedSize = measure(root);
  return { sources, expandedSize };
}
