import type { z } from 'zod';
import type {
  commentsAnswer,
  metaAnswer,
  Published,
  RawNode,
  versionsAnswer,
} from '../upstream/answers';
import type {
  CommentsDigest,
  DocumentDigest,
  LibraryDigest,
  Meta,
  NodeDigest,
  Remark,
  ThreadDigest,
  VersionDigest,
  VersionsDigest,
} from './digestTypes';

/** Nodes kept of a document; far more than anybody looks at, and still a small text. */
const MAX_NODES = 5_000;
const MAX_THREADS = 100;

/** Leaves out what has no value, so that JSON and contract are the same. */
function defined<T extends object>(
  values: T,
): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    ),
  ) as never;
}

export function digestMeta({ file }: z.infer<typeof metaAnswer>): Meta {
  return defined({
    name: file.name || 'Untitled',
    editorType: file.editorType,
    folderName: file.folder_name ?? undefined,
    touchedAt: file.last_touched_at,
    touchedBy: file.last_touched_by ?? undefined,
    thumbnailUrl: file.thumbnail_url ?? undefined,
    // The version is optional in Figma's description; the moment of the last change says as much.
    version: safeVersion(file.version ?? file.last_touched_at),
  }) as Meta;
}

/** A version has its place in addresses of pictures. */
function safeVersion(version: string) {
  return version.replace(/[^\w.:-]/g, '-').slice(0, 64) || '0';
}

/** A node by itself. */
export function digestNode(node: RawNode, page?: string): NodeDigest {
  const status = node.devStatus?.type;
  const box = node.absoluteBoundingBox;
  return defined({
    id: node.id,
    name: node.name || node.id,
    type: node.type,
    page,
    width: box ? Math.round(box.width) : undefined,
    height: box ? Math.round(box.height) : undefined,
    devStatus:
      status === 'READY_FOR_DEV' || status === 'COMPLETED' ? status : undefined,
    note: status ? node.devStatus?.description : undefined,
  }) as NodeDigest;
}

/** The nodes of a document level by level, without the document itself. */
export function digestDocument(document: RawNode): DocumentDigest {
  const nodes: NodeDigest[] = [];
  let level = (document.children ?? []).map(node => ({
    node,
    page: undefined as string | undefined,
  }));
  while (level.length > 0 && nodes.length <= MAX_NODES) {
    nodes.push(...level.map(({ node, page }) => digestNode(node, page)));
    level = level.flatMap(({ node, page }) =>
      (node.children ?? []).map(child => ({
        node: child,
        page: page ?? (node.type === 'CANVAS' ? node.name : undefined),
      })),
    );
  }
  return {
    nodes: nodes.slice(0, MAX_NODES),
    more: nodes.length > MAX_NODES,
  };
}

/** Threads that nobody has resolved, those with the latest remark first. */
export function digestComments({
  comments,
}: z.infer<typeof commentsAnswer>): CommentsDigest {
  const remarkOf = (one: (typeof comments)[number]): Remark => ({
    author: one.user || 'Somebody',
    at: one.created_at,
    message: one.message,
  });
  const replies = new Map<string, Remark[]>();
  for (const comment of comments) {
    if (comment.parent_id) {
      const others = replies.get(comment.parent_id) ?? [];
      others.push(remarkOf(comment));
      replies.set(comment.parent_id, others);
    }
  }
  const open = comments
    .filter(({ parent_id: parent, resolved_at: at }) => !parent && !at)
    .map(comment => {
      const answers = (replies.get(comment.id) ?? []).sort((a, b) =>
        a.at.localeCompare(b.at),
      );
      return defined({
        id: comment.id,
        ...remarkOf(comment),
        replies: answers.length,
        lastReply: answers.at(-1),
        nodeId: comment.client_meta?.node_id,
      }) as ThreadDigest;
    })
    .map(thread => ({ ...thread, message: thread.message ?? '' }))
    .sort((a, b) => latest(b).localeCompare(latest(a)));
  return { threads: open.slice(0, MAX_THREADS), total: open.length };
}

function latest({ at, lastReply }: ThreadDigest) {
  return lastReply?.at ?? at;
}

/** The latest first. */
export function digestVersions(
  pages: z.infer<typeof versionsAnswer>[],
): VersionsDigest {
  return {
    versions: pages
      .flatMap(({ versions }) => versions)
      .map(
        version =>
          defined({
            id: version.id,
            label: version.label,
            description: version.description,
            at: version.created_at,
            by: version.user ?? undefined,
          }) as VersionDigest,
      ),
    more: Boolean(pages.at(-1)?.pagination?.next_page),
  };
}

/** Something published, as it is kept. */
export function digestPublished(
  kind: LibraryDigest['items'][number]['kind'],
  item: Published,
): LibraryDigest['items'][number] {
  const frame = item.containing_frame;
  return {
    ...(defined({
      kind,
      key: item.key,
      nodeId: item.node_id,
      name: item.name || item.key,
      styleType: item.style_type,
      page: frame?.pageName,
      containedIn: frame?.containingComponentSet?.name ?? frame?.name,
      publishedAt: item.created_at,
      updatedAt: item.updated_at,
      by: item.user,
    }) as Omit<LibraryDigest['items'][number], 'description'>),
    description: item.description,
  };
}
