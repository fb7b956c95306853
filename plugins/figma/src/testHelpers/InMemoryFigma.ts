import type {
  CommentsResponse,
  ComponentsResponse,
  DevResourcesResponse,
  FilesResponse,
  FramesResponse,
  SectionsResponse,
  StatusResponse,
  Summary,
  VersionsResponse,
} from '@internal/plugin-figma-common';
import {
  BackendError,
  makeResponseError,
} from '@internal/portal-react/testHelpers';
import type { FigmaApi } from '../api';
import {
  makeComments,
  makeComponents,
  makeDevResources,
  makeFiles,
  makeFrames,
  makeResource,
  makeSections,
  makeStatus,
  makeSummary,
  makeVersions,
} from './builders';

/** What the in-memory backend knows; a test changes it as it likes. */
export interface InMemoryState {
  summary: Summary;
  frames: FramesResponse;
  sections: SectionsResponse;
  comments: CommentsResponse;
  versions: VersionsResponse;
  components: ComponentsResponse;
  devResources: DevResourcesResponse;
  files: (of: string | undefined) => FilesResponse;
  status: StatusResponse;
}

type Method = keyof FigmaApi;

/** A backend in memory that a test changes and lets fail as it likes. */
export class InMemoryFigma implements FigmaApi {
  readonly state: InMemoryState;
  readonly #failures = new Map<Method, Error>();
  readonly #calls = new Map<Method, unknown[][]>();

  constructor(state: Partial<InMemoryState> = {}) {
    this.state = {
      summary: makeSummary(),
      frames: makeFrames(),
      sections: makeSections(),
      comments: makeComments(),
      versions: makeVersions(),
      components: makeComponents(),
      devResources: makeDevResources(),
      files: of => makeFiles({ of }),
      status: makeStatus(),
      ...state,
    };
  }

  /** Lets a method fail from now on, as the backend would or with any other error. */
  async fail(method: Method, error: BackendError | Error): Promise<void> {
    this.#failures.set(
      method,
      'status' in error ? await makeResponseError(error) : error,
    );
  }

  /** Lets a method work again. */
  mend(method: Method): void {
    this.#failures.delete(method);
  }

  /** With what a method was called, oldest first. */
  calls(method: Method): unknown[][] {
    return this.#calls.get(method) ?? [];
  }

  getSummary = async (ref: string) => {
    this.#enter('getSummary', ref);
    return this.state.summary;
  };

  getFrames = async (ref: string) => {
    this.#enter('getFrames', ref);
    return this.state.frames;
  };

  getSections = async (ref: string) => {
    this.#enter('getSections', ref);
    return this.state.sections;
  };

  getComments = async (ref: string) => {
    this.#enter('getComments', ref);
    return this.state.comments;
  };

  getVersions = async (ref: string) => {
    this.#enter('getVersions', ref);
    return this.state.versions;
  };

  getComponents = async (ref: string) => {
    this.#enter('getComponents', ref);
    return this.state.components;
  };

  getDevResources = async (ref: string) => {
    this.#enter('getDevResources', ref);
    return this.state.devResources;
  };

  addDevResource = async (ref: string, nodeId: string) => {
    this.#enter('addDevResource', ref, nodeId);
    const { devResources } = this.state;
    const node = devResources.linkable.find(one => one.nodeId === nodeId)!;
    const resource = makeResource({
      id: `of-${nodeId}`,
      name: 'WebApp in the portal',
      url: devResources.entityUrl,
      nodeId,
      nodeName: node.name,
      isThisEntity: true,
    });
    this.state.devResources = {
      ...devResources,
      resources: [...devResources.resources, resource],
      linkable: devResources.linkable.map(one =>
        one.nodeId === nodeId ? { ...one, linked: true } : one,
      ),
    };
    return { resource };
  };

  getFiles = async (of: string | undefined) => {
    this.#enter('getFiles', of);
    return this.state.files(of);
  };

  getStatus = async () => {
    this.#enter('getStatus');
    return this.state.status;
  };

  getImage = async (path: string) => {
    this.#enter('getImage', path);
    return new Blob([path], { type: 'image/png' });
  };

  #enter(method: Method, ...given: unknown[]): void {
    this.#calls.set(method, [...this.calls(method), given]);
    const failure = this.#failures.get(method);
    if (failure) {
      throw failure;
    }
  }
}
