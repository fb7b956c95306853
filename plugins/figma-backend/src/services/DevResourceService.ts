import {
  type DevResource,
  type DevResourcesResponse,
  MAX_DEV_RESOURCES,
  nodeIdSchema,
  openUrl,
  type LinkableNode,
} from '@internal/plugin-figma-common';
import { problem } from '../problems';
import { devResourceAddedAnswer } from '../upstream/answers';
import type { FigmaClient } from '../upstream/FigmaClient';
import { chosenFrames, type Design, fileOf } from './designs';
import type { DevResourcesDigest, NodeDigest } from './digestTypes';
import type { DocumentReader } from './DocumentReader';
import { type FileReader, mainKeyOf } from './FileReader';
import type { KeptParts } from './KeptParts';

type Raw = DevResourcesDigest['resources'][number];

/** Links from the nodes of a file to code, and the one to an entity. */
export class DevResourceService {
  readonly #client: FigmaClient;
  readonly #reader: FileReader;
  readonly #documents: DocumentReader;
  readonly #kept: KeptParts;
  readonly #appUrl: string;

  constructor(options: {
    client: FigmaClient;
    reader: FileReader;
    documents: DocumentReader;
    kept: KeptParts;
    /** Address of the portal, without a slash at its end. */
    appUrl: string;
  }) {
    this.#client = options.client;
    this.#reader = options.reader;
    this.#documents = options.documents;
    this.#kept = options.kept;
    this.#appUrl = options.appUrl;
  }

  /** @throws errors of `problem()` */
  async list(design: Design, mayAdd: boolean): Promise<DevResourcesResponse> {
    const { file, entityRef } = design;
    const [meta, resources, nodes] = await Promise.all([
      this.#reader.meta(file),
      this.#reader.devResources(file),
      this.#linkable(design),
    ]);
    const names = await this.#documents.knownNames(file);
    const entityUrl = this.#entityUrl(entityRef);
    const all = resources.value.resources.flatMap(
      raw => resourceOf(design, raw, entityUrl, names) ?? [],
    );
    return {
      entityRef,
      file: fileOf(file, meta.value),
      resources: all
        .sort((a, b) => Number(b.isThisEntity) - Number(a.isThisEntity))
        .slice(0, MAX_DEV_RESOURCES),
      more: all.length > MAX_DEV_RESOURCES,
      mayAdd,
      entityUrl,
      linkable: nodes.map(({ id, name }): LinkableNode => ({
        nodeId: id,
        name,
        linked: resources.value.resources.some(
          ({ nodeId, url }) => nodeId === id && url === entityUrl,
        ),
      })),
      ...resources.age,
    };
  }

  /**
   * Adds the link to an entity to a node.
   *
   * @param title - of the entity, for the link's name
   * @throws errors of `problem()`
   */
  async add(
    design: Design,
    nodeId: string,
    title: string,
  ): Promise<DevResource> {
    const { file, entityRef } = design;
    const nodes = await this.#linkable(design);
    if (!nodes.some(({ id }) => id === nodeId)) {
      throw problem(
        'absent',
        'node_not_offered',
        `${nodeId} is not one of the frames or sections of ${entityRef}.`,
        'Choose one of those that the page offers.',
      );
    }
    const url = this.#entityUrl(entityRef);
    const fileKey = mainKeyOf(file);
    const answer = await this.#client.post(
      devResourceAddedAnswer,
      2,
      '/v1/dev_resources',
      {
        dev_resources: [
          {
            name: title.slice(0, 200),
            url,
            file_key: fileKey,
            node_id: nodeId,
          },
        ],
      },
    );
    const [created] = answer.links_created;
    // Whatever it said, what is stored may be out of date.
    await this.#kept.invalidate(fileKey, ['dev_resources']);
    const names = await this.#documents.knownNames(file);
    const resource =
      created &&
      resourceOf(design, { ...created, nodeId: created.node_id }, url, names);
    if (!resource) {
      throw whyNot(answer.errors?.[0]?.error ?? '');
    }
    return resource;
  }

  #entityUrl(entityRef: string): string {
    const [kind, rest] = entityRef.split(':');
    const [namespace, name] = rest.split('/');
    return `${this.#appUrl}/catalog/${[namespace, kind, name].map(encodeURIComponent).join('/')}`;
  }

  /** The frames that the entity chooses and the sections with a status; none where they aren't known. */
  async #linkable(design: Design): Promise<NodeDigest[]> {
    const meta = await this.#reader.meta(design.file);
    if (meta.value.editorType !== 'figma') {
      return [];
    }
    const { ids } = chosenFrames(design);
    const [chosen, document] = await Promise.all([
      this.#documents.nodes(design.file, ids),
      this.#documents.document(design.file),
    ]);
    const marked = document.value.nodes.filter(({ devStatus }) => devStatus);
    return [
      ...ids.flatMap(id => chosen.value.get(id) ?? []),
      ...marked.filter(({ id }) => !ids.includes(id)).slice(0, 200),
    ].filter(({ id }) => nodeIdSchema.safeParse(id).success);
  }
}

/** A link as the contract tells of it; nothing for one on what isn't a node. */
function resourceOf(
  { file }: Design,
  { id, name, url, nodeId }: Raw,
  entityUrl: string,
  names: Map<string, string>,
): DevResource | undefined {
  if (!nodeIdSchema.safeParse(nodeId).success) {
    return undefined;
  }
  const isWeb =
    url.length <= 2000 &&
    URL.canParse(url) &&
    /^https?:$/.test(new URL(url).protocol);
  const nodeName = names.get(nodeId);
  return {
    id,
    name: name || url.slice(0, 500),
    ...(isWeb && { url }),
    nodeId,
    ...(nodeName && { nodeName }),
    nodeUrl: openUrl({ kind: file.kind, key: mainKeyOf(file) }, nodeId),
    isThisEntity: url === entityUrl,
  };
}

/** Why Figma has not added a link: it says so in a sentence of an answer that is well. */
function whyNot(error: string) {
  if (/maximum|limit/i.test(error)) {
    return problem(
      'conflict',
      'dev_resource_limit',
      'This node has as many links as Figma allows: ten.',
      'Remove one in Figma, or choose another node.',
    );
  }
  if (/already|same url|exists/i.test(error)) {
    return problem(
      'conflict',
      'dev_resource_exists',
      'This node has the link already.',
      'Choose another node.',
    );
  }
  return problem(
    'unavailable',
    'dev_resource_refused',
    "Figma didn't add the link.",
    "See whether the portal's account may edit the file, and whether the node is in the main file and not in a branch alone.",
  );
}
