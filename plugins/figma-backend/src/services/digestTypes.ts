// What is kept of a file, part by part: what the pages need, and nothing else.
import type { DevStatus } from '@internal/plugin-figma-common';

/** What is kept of a file's metadata. */
export interface Meta {
  name: string;
  editorType: string;
  folderName?: string;
  touchedAt: string;
  touchedBy?: string;
  /** Figma's address of the thumbnail; it runs out. */
  thumbnailUrl?: string;
  version: string;
}

/** What is kept of a node. */
export interface NodeDigest {
  id: string;
  name: string;
  type: string;
  page?: string;
  width?: number;
  height?: number;
  devStatus?: DevStatus;
  /** What the designer wrote to the status. */
  note?: string;
}

/** What is kept of a document. */
export interface DocumentDigest {
  /** Those that are highest up first. */
  nodes: NodeDigest[];
  /** Whether there were more than are kept. */
  more: boolean;
}

/** A remark of a thread. */
export interface Remark {
  author: string;
  at: string;
  message: string;
}

/** What is kept of a thread of comments. */
export interface ThreadDigest extends Remark {
  id: string;
  nodeId?: string;
  replies: number;
  lastReply?: Remark;
}

export interface CommentsDigest {
  threads: ThreadDigest[];
  /** How many are open in all. */
  total: number;
}

export interface VersionDigest {
  id: string;
  label?: string;
  description?: string;
  at: string;
  by?: string;
}

export interface VersionsDigest {
  versions: VersionDigest[];
  more: boolean;
}

export interface LibraryDigest {
  items: {
    kind: 'component' | 'component_set' | 'style';
    key: string;
    nodeId: string;
    name: string;
    description: string;
    styleType?: string;
    page?: string;
    containedIn?: string;
    publishedAt: string;
    updatedAt: string;
    by?: string;
  }[];
}

export interface DevResourcesDigest {
  resources: { id: string; name: string; url: string; nodeId: string }[];
}
