import type { SimulatorClock } from '../clock';
import { badRequest, notFound } from './FigmaError';
import type {
  CommentSeed,
  DevStatus,
  FigmaSeed,
  FileSeed,
  NodeSeed,
  PageSeed,
} from './types';

const HOUR = 3_600_000;

/** A design file as it is now. */
export type DesignFile = FileSeed &
  Required<
    Pick<
      FileSeed,
      | 'versions'
      | 'comments'
      | 'components'
      | 'componentSets'
      | 'styles'
      | 'devResources'
    >
  >;

/** A node with where it is. */
export interface Found {
  node: NodeSeed;
  page: PageSeed;
}

/** The design files of a simulated Figma, and what happens to them. */
export class Files {
  private files = new Map<string, DesignFile>();
  private lastId = 0;

  constructor(
    readonly seed: FigmaSeed,
    private readonly clock: SimulatorClock,
  ) {
    this.reset();
  }

  reset(): void {
    this.lastId = 900_000;
    this.files = new Map(
      this.seed.files.map(file => [file.key, whole(structuredClone(file))]),
    );
  }

  /** The file of a key, shared with the token's owner. @throws FigmaError 404 */
  get(key: string): DesignFile {
    const file = this.files.get(key);
    if (!file || file.shared === false) {
      throw notFound();
    }
    return file;
  }

  /** One that is no branch: library and dev resources have only such. @throws FigmaError */
  main(key: string): DesignFile {
    const file = this.get(key);
    if (file.mainKey) {
      throw badRequest('File key must be of a main file, not of a branch');
    }
    return file;
  }

  branchesOf(key: string): DesignFile[] {
    return [...this.files.values()].filter(({ mainKey }) => mainKey === key);
  }

  all(): DesignFile[] {
    return [...this.files.values()];
  }

  /** Adds another file, for a test or a measurement. */
  add(file: FileSeed): void {
    this.files.set(file.key, whole(structuredClone(file)));
  }

  remove(key: string): DesignFile {
    const file = this.get(key);
    this.files.delete(key);
    return file;
  }

  /** Somebody saves a change: a new version, with a label if they give it one. */
  edit(key: string, by: string, label?: string): DesignFile {
    const file = this.get(key);
    this.shift(file);
    file.version = String(BigInt(file.version) + 1000n);
    file.touchedBy = by;
    file.touchedHoursAgo = 0;
    file.versions.unshift({ id: file.version, label, by, hoursAgo: 0 });
    return file;
  }

  setDevStatus(key: string, nodeId: string, devStatus: DevStatus): DesignFile {
    const file = this.edit(key, this.get(key).touchedBy);
    const found = findNode(file, nodeId);
    if (!found) {
      throw notFound();
    }
    found.node.devStatus = devStatus;
    return file;
  }

  comment(key: string, comment: Omit<CommentSeed, 'id' | 'hoursAgo'>): string {
    const file = this.get(key);
    this.shift(file);
    const id = this.nextId();
    file.comments.push({ ...comment, id, hoursAgo: 0 });
    return id;
  }

  nextId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  /** So many hours ago, ISO 8601. */
  ago(hours: number): string {
    return new Date(this.clock.now() - hours * HOUR).toISOString();
  }

  user(id: string) {
    return {
      id,
      handle: this.seed.users[id] ?? 'Former member',
      img_url: `https://www.figma.com/api/user/${id}/avatar`,
    };
  }

  /** What is from now stays after everything that was before. */
  private shift(file: DesignFile): void {
    const minute = 1 / 60;
    for (const one of [...file.versions, ...file.comments]) {
      one.hoursAgo += minute;
    }
  }
}

function whole(file: FileSeed): DesignFile {
  return {
    versions: [],
    comments: [],
    components: [],
    componentSets: [],
    styles: [],
    devResources: [],
    ...file,
  };
}

/** The node of an id, wherever it is in a file. */
export function findNode(file: FileSeed, id: string): Found | undefined {
  for (const page of file.pages) {
    const queue = [...page.children];
    for (let node = queue.shift(); node; node = queue.shift()) {
      if (node.id === id) {
        return { node, page };
      }
      queue.push(...(node.children ?? []));
    }
  }
  return undefined;
}
