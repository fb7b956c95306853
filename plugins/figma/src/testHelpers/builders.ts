import type {
  CommentsResponse,
  ComponentsResponse,
  DevResource,
  DevResourcesResponse,
  File,
  FileItem,
  FilesResponse,
  Frame,
  FramesResponse,
  LibraryItem,
  Problem,
  Section,
  SectionsResponse,
  StatusResponse,
  Summary,
  Thread,
  Version,
  VersionsResponse,
} from '@internal/plugin-figma-common';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A moment that long ago. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export const WEBAPP = 'component:default/webapp';
export const KEY = 'MWXwebappDesignFileKey001';
const FIGMA = `https://www.figma.com/design/${KEY}`;

/** Address of a part of the file. */
export const partUrl = (nodeId: string) =>
  `${FIGMA}?node-id=${nodeId.replaceAll(':', '-')}`;
export const imagePath = (name: string) =>
  `/entities/component/default/webapp/images/9001/${name}`;

const fresh = () => ({ fetchedAt: ago(60_000), stale: false });

export function makeFile(file: Partial<File> = {}): File {
  return {
    kind: 'design',
    key: KEY,
    name: 'MobZ WebApp',
    editorType: 'figma',
    folderName: 'Client apps',
    url: FIGMA,
    devModeUrl: `${FIGMA}?m=dev`,
    changeMark: '0123456789abcdef',
    ...file,
  };
}

export function makeProblem(problem: Partial<Problem> = {}): Problem {
  return {
    code: 'figma_unavailable',
    message: 'Figma answered 500.',
    remedy: 'Look at Figma’s own status.',
    ...problem,
  };
}

export function makeSummary(summary: Partial<Summary> = {}): Summary {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    lastChange: { at: ago(3 * HOUR_MS), by: 'Ida Novak' },
    thumbnail: imagePath('thumbnail'),
    openComments: { count: 7 },
    readyForDev: { count: 2 },
    completed: { count: 1 },
    ...fresh(),
    ...summary,
  };
}

export function makeFrame(frame: Partial<Frame> = {}): Frame {
  const { nodeId = '1:2' } = frame;
  return {
    nodeId,
    name: 'Join a room',
    type: 'FRAME',
    page: 'Rooms',
    width: 1440,
    height: 900,
    image: imagePath(nodeId.replaceAll(':', '%3A')),
    url: partUrl(nodeId),
    devModeUrl: `${partUrl(nodeId)}&m=dev`,
    ...frame,
  };
}

export function makeFrames(
  frames: Partial<FramesResponse> = {},
): FramesResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    version: '9001',
    chosenBy: 'annotation',
    frames: [
      makeFrame({ devStatus: 'READY_FOR_DEV' }),
      makeFrame({ nodeId: '1:3', name: 'Lobby' }),
    ],
    ...fresh(),
    ...frames,
  };
}

function makeSection(section: Partial<Section> = {}): Section {
  const { nodeId = '5:1' } = section;
  return {
    nodeId,
    name: 'Room list',
    type: 'SECTION',
    page: 'Rooms',
    status: 'READY_FOR_DEV',
    description: 'Empty and full, both languages.',
    since: ago(DAY_MS),
    by: 'Ida Novak',
    url: partUrl(nodeId),
    devModeUrl: `${partUrl(nodeId)}&m=dev`,
    ...section,
  };
}

export function makeSections(
  sections: Partial<SectionsResponse> = {},
): SectionsResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    sections: [
      makeSection(),
      makeSection({ nodeId: '5:2', name: 'Profile', status: 'COMPLETED' }),
    ],
    more: false,
    ...fresh(),
    ...sections,
  };
}

export function makeThread(thread: Partial<Thread> = {}): Thread {
  const { id = '900' } = thread;
  return {
    id,
    author: 'Noa Berg',
    at: ago(2 * DAY_MS),
    message: 'Is the button <b>sticky</b> on a phone?',
    replies: 2,
    lastReply: {
      author: 'Ida Novak',
      at: ago(HOUR_MS),
      message: 'Yes, above the keyboard.',
    },
    nodeId: '1:2',
    nodeName: 'Join a room',
    url: `${partUrl('1:2')}#${id}`,
    ...thread,
  };
}

export function makeComments(
  comments: Partial<CommentsResponse> = {},
): CommentsResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    threads: [makeThread()],
    total: 1,
    ...fresh(),
    ...comments,
  };
}

export function makeVersion(version: Partial<Version> = {}): Version {
  const { id = '8000' } = version;
  return {
    id,
    at: ago(5 * DAY_MS),
    by: 'Ida Novak',
    url: `${FIGMA}?version-id=${id}`,
    ...version,
  };
}

export function makeVersions(
  versions: Partial<VersionsResponse> = {},
): VersionsResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    versions: [
      makeVersion({ label: 'Release 2.4', description: 'What was built.' }),
      makeVersion({ id: '8001' }),
    ],
    more: false,
    ...fresh(),
    ...versions,
  };
}

export function makeItem(item: Partial<LibraryItem> = {}): LibraryItem {
  const { key = 'button' } = item;
  return {
    key,
    name: 'Button',
    kind: 'component_set',
    description: 'Starts something.',
    page: 'Library',
    publishedAt: ago(90 * DAY_MS),
    updatedAt: ago(4 * DAY_MS),
    by: 'Ida Novak',
    url: partUrl('7:1'),
    devModeUrl: `${partUrl('7:1')}&m=dev`,
    ...item,
  };
}

export function makeComponents(
  components: Partial<ComponentsResponse> = {},
): ComponentsResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    chosenBy: 'nobody',
    items: [
      makeItem(),
      makeItem({
        key: 'ink',
        name: 'Ink',
        kind: 'style',
        styleType: 'FILL',
        description: '',
      }),
    ],
    published: 2,
    missing: [],
    more: false,
    ...fresh(),
    ...components,
  };
}

export function makeResource(resource: Partial<DevResource> = {}): DevResource {
  return {
    id: 'd1',
    name: 'Join.tsx',
    url: 'https://github.com/MobWorx/webapp/blob/main/src/Join.tsx',
    nodeId: '1:2',
    nodeName: 'Join a room',
    nodeUrl: partUrl('1:2'),
    isThisEntity: false,
    ...resource,
  };
}

export function makeDevResources(
  resources: Partial<DevResourcesResponse> = {},
): DevResourcesResponse {
  return {
    entityRef: WEBAPP,
    file: makeFile(),
    resources: [makeResource()],
    more: false,
    mayAdd: true,
    entityUrl: 'https://portal.example/catalog/default/component/webapp',
    linkable: [
      { nodeId: '1:2', name: 'Join a room', linked: true },
      { nodeId: '1:3', name: 'Lobby', linked: false },
      { nodeId: '5:1', name: 'Room list', linked: false },
    ],
    ...fresh(),
    ...resources,
  };
}

export function makeFileItem(
  name: string,
  referring: string[] = [WEBAPP],
): FileItem {
  const { entityRef, ...summary } = makeSummary({ file: makeFile({ name }) });
  return {
    ...summary,
    entities: referring.map(ref => ({
      entityRef: ref,
      title: ref.split('/')[1],
    })),
  };
}

export function makeFiles(files: Partial<FilesResponse> = {}): FilesResponse {
  return { items: [makeFileItem('MobZ WebApp')], more: false, ...files };
}

export function makeStatus(
  status: Partial<StatusResponse> = {},
): StatusResponse {
  return {
    configured: true,
    plan: 'organization',
    budgets: [
      { tier: 1, perMinute: 15, left: 14, calls: 3 },
      { tier: 2, perMinute: 50, left: 50, calls: 1 },
      { tier: 3, perMinute: 100, left: 98, calls: 40 },
    ],
    webhook: { configured: true, refused: 0 },
    stored: { files: 4, images: 41, imageBytes: 2_400_000 },
    ...status,
  };
}
