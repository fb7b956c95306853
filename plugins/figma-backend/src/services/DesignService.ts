import {
  commentUrl,
  type CommentsResponse,
  type Frame,
  type FramesResponse,
  MAX_SECTIONS,
  nodeIdSchema,
  openUrl,
  type SectionsResponse,
  type VersionsResponse,
  versionUrl,
} from '@internal/plugin-figma-common';
import { problem, problemOf, resumesAtOf } from '../problems';
import { type Age, ageOf } from './ages';
import {
  chosenFrames,
  type Design,
  fileOf,
  imagePath,
  nodeLinks,
} from './designs';
import type { Meta, NodeDigest } from './digestTypes';
import type { DocumentReader } from './DocumentReader';
import type { FileReader } from './FileReader';
import type { ImageService, Shown } from './ImageService';
import type { KeptParts } from './KeptParts';

/** Since when a node has its status, where the webhook told. */
export type DevStatusTimes = Record<string, { at: string; by?: string }>;

/** The frames, sections, comments and versions of a file. */
export class DesignService {
  constructor(
    private readonly reader: FileReader,
    private readonly documents: DocumentReader,
    private readonly images: ImageService,
    private readonly kept: KeptParts,
  ) {}

  /** The chosen frames with their pictures. @throws errors of `problem()` */
  async frames(design: Design): Promise<FramesResponse> {
    const { file, entityRef } = design;
    const { chosenBy, ids } = chosenFrames(design);
    const meta = await this.reader.meta(file);
    const head = {
      entityRef,
      file: fileOf(file, meta.value),
      version: meta.value.version,
      chosenBy,
    };
    if (ids.length === 0) {
      return { ...head, frames: [], ...meta.age };
    }
    const nodes = await this.documents.nodes(file, ids);
    const shown = await this.images.ofNodes(
      file,
      nodes.version ?? meta.value.version,
      ids.filter(id => nodes.value.has(id)),
    );
    return {
      ...head,
      frames: ids.map(id =>
        frameOf(design, meta.value, id, nodes.value.get(id), shown.get(id)),
      ),
      ...withPictures(nodes.age, [...shown.values()]),
    };
  }

  /** What is marked for developers. @throws errors of `problem()` */
  async sections({ file, entityRef }: Design): Promise<SectionsResponse> {
    const meta = await this.reader.meta(file);
    const document =
      meta.value.editorType === 'figma'
        ? await this.documents.document(file)
        : { value: { nodes: [], more: false }, age: meta.age };
    const times =
      (await this.kept.peek<DevStatusTimes>(file.key, 'dev_status')) ?? {};
    const marked = document.value.nodes
      .filter(({ devStatus }) => devStatus)
      .sort((a, b) => b.devStatus!.localeCompare(a.devStatus!));
    return {
      entityRef,
      file: fileOf(file, meta.value),
      sections: marked.slice(0, MAX_SECTIONS).flatMap(node =>
        isNodeId(node.id)
          ? [
              {
                nodeId: node.id,
                name: node.name,
                type: node.type,
                ...(node.page && { page: node.page }),
                status: node.devStatus!,
                ...(node.note && { description: node.note }),
                ...(times[node.id] && { since: times[node.id].at }),
                ...(times[node.id]?.by && { by: times[node.id].by }),
                ...nodeLinks(file, meta.value, node.id),
              },
            ]
          : [],
      ),
      more: marked.length > MAX_SECTIONS || document.value.more,
      ...document.age,
    };
  }

  /** Open threads of comments. @throws errors of `problem()` */
  async comments({ file, entityRef }: Design): Promise<CommentsResponse> {
    const [meta, comments] = await Promise.all([
      this.reader.meta(file),
      this.reader.comments(file),
    ]);
    const names = await this.documents.knownNames(file);
    return {
      entityRef,
      file: fileOf(file, meta.value),
      threads: comments.value.threads.map(({ nodeId, ...thread }) => {
        const pinned = nodeId && isNodeId(nodeId) ? nodeId : undefined;
        const nodeName = pinned && names.get(pinned);
        return {
          ...thread,
          ...(pinned && { nodeId: pinned }),
          ...(nodeName && { nodeName }),
          url: commentUrl(file, thread.id, pinned),
        };
      }),
      total: comments.value.total,
      ...comments.age,
    };
  }

  /** Versions, labelled ones first. @throws errors of `problem()` */
  async versions({ file, entityRef }: Design): Promise<VersionsResponse> {
    const [meta, versions] = await Promise.all([
      this.reader.meta(file),
      this.reader.versions(file),
    ]);
    const all = versions.value.versions.map(version => ({
      ...version,
      url: versionUrl(file, version.id),
    }));
    return {
      entityRef,
      file: fileOf(file, meta.value),
      versions: [
        ...all.filter(({ label }) => label),
        ...all.filter(({ label }) => !label),
      ],
      more: versions.value.more,
      ...versions.age,
    };
  }
}

/** The age of frames: pictures of an older version, or none as Figma has to be left alone, count too. */
function withPictures(age: Age, shown: Shown[]): Age {
  const late = shown.find(
    ({ version, problem: why }) => why && (version || resumesAtOf(why)),
  );
  if (age.stale || !late) {
    return age;
  }
  return ageOf(Date.parse(age.fetchedAt), late.problem);
}

function isNodeId(id: string): boolean {
  return nodeIdSchema.safeParse(id).success;
}

function frameOf(
  { entityRef, file }: Design,
  meta: Meta,
  nodeId: string,
  node: NodeDigest | undefined,
  shown: Shown | undefined,
): Frame {
  if (!node) {
    return {
      nodeId,
      name: nodeId,
      url: openUrl(file),
      problem: problemOf(
        problem(
          'absent',
          'node_not_found',
          `The file has nothing with the id ${nodeId} any more.`,
          'Correct the annotation figma.com/node-ids.',
        ),
      ),
    };
  }
  const { name, type, page, devStatus, width, height } = node;
  return {
    nodeId,
    name,
    type,
    ...(page && { page }),
    ...(devStatus && { devStatus }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(shown?.version && {
      image: imagePath(entityRef, shown.version, nodeId),
    }),
    ...(shown?.problem &&
      !shown.version && { problem: problemOf(shown.problem) }),
    ...nodeLinks(file, meta, nodeId),
  };
}
