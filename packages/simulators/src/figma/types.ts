/** How a frame is drawn. */
export type Look =
  | 'form'
  | 'list'
  | 'grid'
  | 'room'
  | 'chat'
  | 'profile'
  | 'table'
  | 'button'
  | 'field'
  | 'badge';

export type NodeType = 'FRAME' | 'SECTION' | 'COMPONENT' | 'COMPONENT_SET';

export type DevStatus = 'NONE' | 'READY_FOR_DEV' | 'COMPLETED';

/** A node below a page. */
export interface NodeSeed {
  id: string;
  name: string;
  /** `FRAME` when left out. */
  type?: NodeType;
  /** Width and height; of a section from what is in it. */
  size?: [number, number];
  look?: Look;
  dark?: boolean;
  devStatus?: DevStatus;
  /** What the designer wrote to the status. */
  note?: string;
  /** Has nothing to draw, so that Figma gives no picture of it. */
  blank?: boolean;
  children?: NodeSeed[];
}

export interface PageSeed {
  id: string;
  name: string;
  children: NodeSeed[];
}

export interface CommentSeed {
  id: string;
  /** Id of a user. */
  by: string;
  hoursAgo: number;
  message: string;
  resolved?: boolean;
  /** Id of the comment that it answers. */
  parent?: string;
  /** Id of the node that it is pinned to. */
  node?: string;
}

export interface VersionSeed {
  id: string;
  /** Left out: saved by Figma itself. */
  label?: string;
  description?: string;
  by: string;
  hoursAgo: number;
}

/** A published component, component set or style. */
export interface LibrarySeed {
  key: string;
  node: string;
  name: string;
  description?: string;
  by: string;
  publishedDaysAgo: number;
  updatedDaysAgo: number;
  /** Of a style. */
  styleType?: 'FILL' | 'TEXT' | 'EFFECT' | 'GRID';
}

export interface DevResourceSeed {
  id: string;
  name: string;
  url: string;
  node: string;
}

export interface FileSeed {
  key: string;
  name: string;
  /** Of a branch: the key of the file that it is a branch of. */
  mainKey?: string;
  folder?: string;
  /** `figma` when left out. */
  editorType?: 'figma' | 'figjam' | 'slides' | 'make';
  creator: string;
  touchedBy: string;
  touchedHoursAgo: number;
  version: string;
  /** Main colour of its frames, `#rrggbb`. */
  accent: string;
  /** False: it is there, but nobody shared it with the owner of the token. */
  shared?: boolean;
  pages: PageSeed[];
  versions?: VersionSeed[];
  comments?: CommentSeed[];
  components?: LibrarySeed[];
  componentSets?: LibrarySeed[];
  styles?: LibrarySeed[];
  devResources?: DevResourceSeed[];
}

/** Figma's plans with the calls a minute that a Full seat has in each tier. */
export const plans = {
  starter: [6, 5, 10],
  pro: [10, 25, 50],
  org: [15, 50, 100],
  enterprise: [20, 100, 150],
} as const;

export type Plan = keyof typeof plans;

/** Rate tiers of Figma's endpoints: 1 is the dearest. */
export type Tier = 1 | 2 | 3;

export interface TokenSeed {
  token: string;
  /** Those that it has; all of them when left out. */
  scopes?: string[];
}

/** What a simulated Figma has. */
export interface FigmaSeed {
  plan: Plan;
  team: string;
  tokens: TokenSeed[];
  /** Names by user id. */
  users: Record<string, string>;
  files: FileSeed[];
}
