import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  AddDevResourceResponse,
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

/**
 * What the views know of the backend. Entities are named by their refs; which file of Figma's that
 * is, the backend reads in the catalog.
 *
 * A method rejects with a {@link FigmaProblemError} where Figma, the annotation or the configuration
 * is the reason, and with a `ResponseError` of `@backstage/errors` where the viewer or the request is.
 */
export interface FigmaApi {
  getSummary(entityRef: string): Promise<Summary>;
  getFrames(entityRef: string): Promise<FramesResponse>;
  getSections(entityRef: string): Promise<SectionsResponse>;
  getComments(entityRef: string): Promise<CommentsResponse>;
  getVersions(entityRef: string): Promise<VersionsResponse>;
  getComponents(entityRef: string): Promise<ComponentsResponse>;
  getDevResources(entityRef: string): Promise<DevResourcesResponse>;
  /** Adds the link to the entity to a node of its file. */
  addDevResource(
    entityRef: string,
    nodeId: string,
  ): Promise<AddDevResourceResponse>;
  /**
   * The files that the entities of the catalog refer to.
   *
   * @param of - a system or an owner; without it, of all entities that the viewer may see
   */
  getFiles(of: string | undefined): Promise<FilesResponse>;
  /** How the portal gets on with Figma, for the platform team. */
  getStatus(): Promise<StatusResponse>;
  /**
   * The bytes of a picture.
   *
   * @param path - as an answer gave it
   */
  getImage(path: string): Promise<Blob>;
}

/** The client of the plugin's backend. */
export const figmaApiRef = createApiRef<FigmaApi>().with({
  id: 'plugin.figma.client',
  pluginId: 'figma',
});
