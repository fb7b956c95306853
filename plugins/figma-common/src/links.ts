import type { FileKind } from './annotations';

const FIGMA = 'https://www.figma.com';

/** What a link needs of a file. */
export interface LinkedFile {
  kind: FileKind;
  /** The key that the API is asked with: that of the branch, where there is one. */
  key: string;
  /** Of a branch: the key of the file that it is a branch of. */
  mainKey?: string;
}

/** How URLs write a node id: `1-2` for `1:2`. */
export const nodeIdInUrl = (nodeId: string) => nodeId.replaceAll(':', '-');

function fileUrl(
  { kind, key, mainKey }: LinkedFile,
  query: Record<string, string | undefined>,
  hash = '',
): string {
  const path = mainKey ? `${mainKey}/branch/${key}` : key;
  const url = new URL(`${FIGMA}/${kind === 'file' ? 'design' : kind}/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  url.hash = hash;
  return url.href;
}

/** A file, or one of its nodes, in Figma. */
export const openUrl = (file: LinkedFile, nodeId?: string) =>
  fileUrl(file, { 'node-id': nodeId && nodeIdInUrl(nodeId) });

/** The same in Dev Mode, which only design files have. */
export const devModeUrl = (file: LinkedFile, nodeId?: string) =>
  fileUrl(
    { ...file, kind: 'design' },
    { 'node-id': nodeId && nodeIdInUrl(nodeId), m: 'dev' },
  );

/** Whether a kind of file has a Dev Mode. */
export const hasDevMode = (kind: FileKind) =>
  kind === 'design' || kind === 'file';

/** A thread of comments, opened. */
export const commentUrl = (
  file: LinkedFile,
  commentId: string,
  nodeId?: string,
) =>
  fileUrl(
    file,
    { 'node-id': nodeId && nodeIdInUrl(nodeId) },
    /^[\w-]+$/.test(commentId) ? commentId : '',
  );

/** A file as it was at a version. */
export const versionUrl = (file: LinkedFile, versionId: string) =>
  fileUrl(file, { 'version-id': versionId });

/** What {@link embedUrl} may be told. */
export interface EmbedOptions {
  /** Host of the page that embeds it, such as `portal.example.com`; Figma asks for it. */
  embedHost: string;
  nodeId?: string;
  /** Shows it in Dev Mode; only of a design file. */
  devMode?: boolean;
  theme?: 'light' | 'dark' | 'system';
}

/** The hosts of embeds, for `frame-src` of the portal's content security policy. */
export const EMBED_ORIGINS = [
  'https://embed.figma.com',
  'https://www.figma.com',
];

const EMBED_KINDS: Partial<Record<FileKind, string>> = {
  design: 'design',
  file: 'design',
  board: 'board',
  proto: 'proto',
  slides: 'slides',
  deck: 'deck',
};

/**
 * The address for an iframe, by Figma's Embed Kit 2.0. Who looks at it has to be signed in to Figma.
 *
 * @returns `undefined` for a kind of file that can't be embedded
 */
export function embedUrl(
  file: LinkedFile,
  { embedHost, nodeId, devMode, theme }: EmbedOptions,
): string | undefined {
  const kind = EMBED_KINDS[file.kind];
  if (!kind) {
    return undefined;
  }
  const path = file.mainKey ? `${file.mainKey}/branch/${file.key}` : file.key;
  const url = new URL(`${EMBED_ORIGINS[0]}/${kind}/${path}`);
  url.searchParams.set('embed-host', embedHost);
  if (nodeId) {
    url.searchParams.set('node-id', nodeIdInUrl(nodeId));
  }
  if (devMode && kind === 'design') {
    url.searchParams.set('mode', 'dev');
  }
  if (theme) {
    url.searchParams.set('theme', theme);
  }
  return url.href;
}
