import {
  type ComponentsResponse,
  type LibraryItem,
  MAX_LIBRARY_ITEMS,
} from '@internal/plugin-figma-common';
import { chosenComponents, type Design, fileOf, nodeLinks } from './designs';
import type { LibraryDigest } from './digestTypes';
import { type FileReader, mainKeyOf } from './FileReader';

const KINDS = ['component_set', 'component', 'style'] as const;

type Item = LibraryDigest['items'][number];

/** What a file publishes to the library. */
export class LibraryService {
  constructor(private readonly reader: FileReader) {}

  /** The published components and styles, or those that the entity names. @throws errors of `problem()` */
  async read(design: Design): Promise<ComponentsResponse> {
    const { file, entityRef } = design;
    const names = chosenComponents(design);
    const [meta, library] = await Promise.all([
      this.reader.meta(file),
      this.reader.library(file),
    ]);
    const { items } = library.value;
    const chosen = names
      ? items.filter(item => names.some(name => isNamed(item, name)))
      : items;
    // Links lead to the main file: a branch publishes nothing.
    const main = { kind: file.kind, key: mainKeyOf(file) };
    return {
      entityRef,
      file: fileOf(file, meta.value),
      chosenBy: names ? 'annotation' : 'nobody',
      items: [...chosen]
        .sort(inOrder)
        .slice(0, MAX_LIBRARY_ITEMS)
        .map(({ nodeId, ...item }): LibraryItem => ({
          ...item,
          ...nodeLinks(main, meta.value, nodeId),
        })),
      published: items.length,
      missing: (names ?? []).filter(
        name => !items.some(item => isNamed(item, name)),
      ),
      more: chosen.length > MAX_LIBRARY_ITEMS,
      ...library.age,
    };
  }
}

/** By key, or by name without regard to case and white space. */
function isNamed(item: Item, name: string): boolean {
  const plain = (text: string) =>
    text
      .toLocaleLowerCase('en-US')
      .replace(/\s*\/\s*/g, '/')
      .trim();
  return item.key === name || plain(item.name) === plain(name);
}

function inOrder(a: Item, b: Item) {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    a.name.localeCompare(b.name)
  );
}
