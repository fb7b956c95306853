import type { FileRef } from '@internal/plugin-figma-common';
import { isCodedError } from '@internal/upstream-node';
import { problem } from '../problems';
import { fileAnswer, nodesAnswer } from '../upstream/answers';
import type { FigmaClient } from '../upstream/FigmaClient';
import { digestDocument, digestNode } from './digests';
import type { DocumentDigest, NodeDigest } from './digestTypes';
import { type FileReader, keyOf } from './FileReader';
import { inBatches } from './inBatches';
import type { KeptParts, Known } from './KeptParts';

/** Pages, what is on them, and what is in sections: where statuses for developers are. */
const DEPTH = 3;
/** Kinds of file whose content the API tells. */
const OPENED = ['figma', 'figjam'];

/** Nodes that are deeper in a document than it is read; null for one that isn't there. */
interface DeepNodes {
  version?: string;
  nodes: Record<string, NodeDigest | null>;
}

/** Reads what is in files: the dearest calls, made only for a new version. */
export class DocumentReader {
  readonly #client: FigmaClient;
  readonly #kept: KeptParts;
  readonly #files: FileReader;

  constructor(options: {
    client: FigmaClient;
    kept: KeptParts;
    files: FileReader;
  }) {
    this.#client = options.client;
    this.#kept = options.kept;
    this.#files = options.files;
  }

  /** The nodes down to those in sections: read again only when the file has a new version. */
  async document(file: FileRef): Promise<Known<DocumentDigest>> {
    const meta = await this.#files.meta(file);
    if (!OPENED.includes(meta.value.editorType)) {
      throw problem(
        'absent',
        'file_type_unsupported',
        "Figma doesn't hand out the content of this kind of file.",
        'Open it in Figma.',
      );
    }
    const { version } = meta.value;
    const document = await this.#kept.read<DocumentDigest>({
      fileKey: file.key,
      part: 'document',
      isFresh: stored => stored.version === version,
      load: async () => ({
        value: digestDocument(await this.#loadDocument(file)),
        version,
      }),
    });
    // Figma has just said that it hasn't changed, or couldn't be asked whether it has.
    return document.isFresh ? { ...document, age: meta.age } : document;
  }

  /** Whether a document is stored, of whatever version. */
  async hasDocument(file: FileRef): Promise<boolean> {
    return (await this.#kept.peek(file.key, 'document')) !== undefined;
  }

  /** Names of nodes by their ids, as far as they are stored; asks nothing. */
  async knownNames(file: FileRef): Promise<Map<string, string>> {
    const [document, deep] = await Promise.all([
      this.#kept.peek<DocumentDigest>(file.key, 'document'),
      this.#kept.peek<DeepNodes>(file.key, 'nodes'),
    ]);
    const nodes = [
      ...(document?.nodes ?? []),
      ...Object.values(deep?.nodes ?? {}).flatMap(node => node ?? []),
    ];
    return new Map(nodes.map(({ id, name }) => [id, name]));
  }

  /** Reads a document that is too large for Figma less deep. */
  async #loadDocument(file: FileRef) {
    for (let depth = DEPTH; ; depth--) {
      try {
        const answer = await this.#client.get(fileAnswer, 1, keyOf(file), {
          depth,
        });
        return answer.document;
      } catch (error) {
        const isTooLarge =
          isCodedError(error) &&
          ['figma_request_too_large', 'figma_answer_too_large'].includes(
            error.code,
          );
        if (!isTooLarge || depth === 1) {
          throw error;
        }
      }
    }
  }

  /** Nodes by their ids, wherever in the file they are; those that aren't there are left out. */
  async nodes(
    file: FileRef,
    ids: string[],
  ): Promise<Known<Map<string, NodeDigest>>> {
    const document = await this.document(file);
    const known = new Map(
      document.value.nodes.map(node => [node.id, node] as const),
    );
    const deep = ids.filter(id => !known.has(id));
    const found = new Map(
      ids.flatMap(id => (known.has(id) ? [[id, known.get(id)!]] : [])),
    );
    if (deep.length === 0) {
      return { ...document, value: found };
    }
    const more = await this.#deepNodes(file, deep, document.version);
    for (const id of deep) {
      const node = more.value.nodes[id];
      if (node) {
        found.set(id, node);
      }
    }
    return {
      ...document,
      value: found,
      age: more.isFresh ? document.age : more.age,
    };
  }

  /** All entities that choose nodes of a file share what is known of them. */
  async #deepNodes(
    file: FileRef,
    ids: string[],
    version: string | undefined,
  ): Promise<Known<DeepNodes>> {
    const lacks = ({ nodes }: DeepNodes) => ids.some(id => !(id in nodes));
    return this.#kept.read<DeepNodes>({
      fileKey: file.key,
      part: 'nodes',
      isFresh: stored => stored.version === version,
      lacks,
      load: async previous => {
        const known = previous?.version === version ? previous?.nodes : {};
        const wanted = ids.filter(id => !(id in (known ?? {})));
        const { done, failed } = await inBatches(wanted, async batch => {
          const { nodes } = await this.#client.get(
            nodesAnswer,
            1,
            `${keyOf(file)}/nodes`,
            { ids: batch.join(','), depth: 1 },
          );
          return nodes;
        });
        const [error] = failed.values();
        if (error) {
          throw error;
        }
        const fetched = [...done].map(([id, node]) => [
          id,
          node ? { ...digestNode(node.document), id } : null,
        ]);
        const value = {
          version,
          nodes: { ...known, ...Object.fromEntries(fetched) },
        };
        return { value, version };
      },
    });
  }
}
