/**
 * Names the design file of an entity: a Figma URL of any kind, of a branch too, or a bare file key.
 * The kinds of URL are those of Figma's "Copy link".
 */
export const FIGMA_FILE_URL_ANNOTATION = 'figma.com/file-url';

/** Chooses the frames of the gallery: node ids, `1:2` or as URLs have them `1-2`, with commas between. */
export const FIGMA_NODE_IDS_ANNOTATION = 'figma.com/node-ids';

/** Names published components or styles of the file, by name or key, with commas between. */
export const FIGMA_COMPONENTS_ANNOTATION = 'figma.com/components';

/** Most frames that an entity may choose: each costs a rendering at Figma, which it rations. */
export const MAX_NODE_IDS = 100;

/** Most components that an entity may name. */
export const MAX_COMPONENTS = 50;

/** The first part of the path of a Figma URL; `file` is the old word for `design`. */
export const fileKinds = [
  'design',
  'file',
  'board',
  'proto',
  'slides',
  'deck',
  'make',
] as const;

/** One of {@link fileKinds}. */
export type FileKind = (typeof fileKinds)[number];

/** A design file as an annotation names it. */
export interface FileRef {
  kind: FileKind;
  /** The key that Figma's API is asked with: that of the branch, where there is one. */
  key: string;
  /** Of a branch: the key of the file that it is a branch of, where its library is. */
  mainKey?: string;
  /** The node that the URL opens, as the API writes it (`1:2`). */
  nodeId?: string;
}

/** A file key of Figma's, such as `Xk2pQvT81mZbN5cRwLd0yA`. */
export const FILE_KEY = /^[0-9a-zA-Z]{22,128}$/;

/** A node id of Figma's API: `1:2`, of an instance `I1:2;3:4`. */
export const NODE_ID = /^I?\d{1,10}:\d{1,10}(?:;\d{1,10}:\d{1,10}){0,20}$/;

/** A URL with more than this isn't one of Figma's. */
const MAX_URL = 2_000;

/**
 * Reads the value of {@link FIGMA_FILE_URL_ANNOTATION}.
 *
 * Only `https://figma.com` and its subdomains count: `javascript:`, plain http, other hosts and
 * hosts that merely end alike (`evilfigma.com`) are malformed.
 *
 * @returns the file, or `undefined` when the value is malformed
 */
export function parseFileUrl(value: string): FileRef | undefined {
  const text = value.trim();
  if (FILE_KEY.test(text)) {
    return { kind: 'design', key: text };
  }
  if (text.length > MAX_URL || !URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const isFigma =
    url.protocol === 'https:' &&
    !url.username &&
    !url.password &&
    !url.port &&
    /^(?:[\w-]+\.)*figma\.com$/.test(url.hostname);
  const [kind, key, ...rest] = url.pathname.split('/').slice(1);
  if (!isFigma || !isFileKind(kind) || !FILE_KEY.test(key ?? '')) {
    return undefined;
  }
  const branchKey = rest[0] === 'branch' ? rest[1] : undefined;
  if (rest[0] === 'branch' && !FILE_KEY.test(branchKey ?? '')) {
    return undefined;
  }
  const nodeId = parseNodeId(url.searchParams.get('node-id') ?? '');
  return {
    kind,
    ...(branchKey ? { key: branchKey, mainKey: key } : { key }),
    ...(nodeId && { nodeId }),
  };
}

function isFileKind(kind: string): kind is FileKind {
  return (fileKinds as readonly string[]).includes(kind);
}

/**
 * Reads a node id, `1:2` or `1-2`, of an instance `I1-2;3-4`.
 *
 * @returns the id as the API writes it, or `undefined` when it is malformed
 */
export function parseNodeId(value: string): string | undefined {
  const id = value.trim().replaceAll('-', ':');
  return NODE_ID.test(id) ? id : undefined;
}

/** A list in an annotation, or why it can't be read: a sentence that ends without a period. */
export type ParsedList = { items: string[] } | { wrong: string };

/**
 * Reads the value of {@link FIGMA_NODE_IDS_ANNOTATION}: each id once, in the order of the value.
 * Commas and white space separate.
 */
export function parseNodeIds(value: string): ParsedList {
  const parts = value.split(/[\s,]+/).filter(Boolean);
  const bad = parts.find(part => !parseNodeId(part));
  if (bad !== undefined) {
    return { wrong: `"${shorten(bad)}" is not the id of a node, such as 1:2` };
  }
  const items = [...new Set(parts.map(part => parseNodeId(part)!))];
  return items.length > MAX_NODE_IDS
    ? {
        wrong: `it chooses ${items.length} frames, and ${MAX_NODE_IDS} is the most`,
      }
    : { items };
}

/**
 * Reads the value of {@link FIGMA_COMPONENTS_ANNOTATION}: each name or key once. Commas and line
 * ends separate, so that a name may have spaces in it.
 */
export function parseComponents(value: string): ParsedList {
  const items = [
    ...new Set(
      value
        .split(/[,\n]/)
        .map(part => part.trim())
        .filter(Boolean),
    ),
  ];
  const long = items.find(item => item.length > 200);
  if (long !== undefined) {
    return { wrong: `"${shorten(long)}" is longer than any component's name` };
  }
  return items.length > MAX_COMPONENTS
    ? {
        wrong: `it names ${items.length} components, and ${MAX_COMPONENTS} is the most`,
      }
    : { items };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The part of an entity that {@link hasFigmaFile} reads. */
interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

/** Whether an entity names a design file, well or badly. */
export function hasFigmaFile(entity: Annotated): boolean {
  return Boolean(entity.metadata.annotations?.[FIGMA_FILE_URL_ANNOTATION]);
}
