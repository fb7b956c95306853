import type { FetchApi } from '@backstage/frontend-plugin-api';
import {
  addDevResourceResponseSchema,
  commentsResponseSchema,
  componentsResponseSchema,
  devResourcesResponseSchema,
  filesResponseSchema,
  framesResponseSchema,
  sectionsResponseSchema,
  statusResponseSchema,
  summarySchema,
  versionsResponseSchema,
} from '@internal/plugin-figma-common';
import { AnswerSchema, BackendCalls, entityPath } from '@internal/portal-react';
import type { FigmaApi } from './FigmaApi';
import { inOurWords } from './inOurWords';

async function bytesOf(calls: BackendCalls, path: string): Promise<Blob> {
  try {
    return await (await calls.fetch(path)).blob();
  } catch (error) {
    throw inOurWords(error);
  }
}

/** Makes the client of the plugin's backend from the app's own services. */
export function createFigmaClient(options: { fetchApi: FetchApi }): FigmaApi {
  const { fetchApi } = options;
  const calls = new BackendCalls({
    pluginId: 'figma',
    fetchApi,
    reword: inOurWords,
  });
  const read =
    <T>(schema: AnswerSchema<T>, what: string) =>
    (entityRef: string) =>
      calls.get(schema, `${entityPath(entityRef)}/${what}`);
  return {
    getSummary: read(summarySchema, 'summary'),
    getFrames: read(framesResponseSchema, 'frames'),
    getSections: read(sectionsResponseSchema, 'sections'),
    getComments: read(commentsResponseSchema, 'comments'),
    getVersions: read(versionsResponseSchema, 'versions'),
    getComponents: read(componentsResponseSchema, 'components'),
    getDevResources: read(devResourcesResponseSchema, 'dev-resources'),
    addDevResource: (entityRef, nodeId) =>
      calls.post(
        addDevResourceResponseSchema,
        `${entityPath(entityRef)}/dev-resources`,
        { nodeId },
      ),
    getFiles: of => calls.get(filesResponseSchema, '/files', { of }),
    getStatus: () => calls.get(statusResponseSchema, '/status'),
    getImage: path => bytesOf(calls, path),
  };
}
