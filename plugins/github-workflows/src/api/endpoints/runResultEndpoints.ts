import {
  ArtifactsResponse,
  artifactsResponseSchema,
  CheckAnnotationsResponse,
  checkAnnotationsResponseSchema,
} from '@internal/plugin-github-workflows-common';
import { WorkflowCalls, runPath } from '../WorkflowCalls';

/** What runs leave behind. */
export interface RunResultEndpoints {
  /** Of all attempts. */
  listArtifacts(entityRef: string, runId: number): Promise<ArtifactsResponse>;
  /** The zip of an artifact. */
  downloadArtifact(
    entityRef: string,
    runId: number,
    artifactId: number,
  ): Promise<Blob>;
  /** Of an attempt, the latest unless named. */
  listAnnotations(
    entityRef: string,
    runId: number,
    attempt?: number,
  ): Promise<CheckAnnotationsResponse>;
}

export function runResultEndpoints(calls: WorkflowCalls): RunResultEndpoints {
  return {
    listArtifacts: (entityRef, runId) =>
      calls.get(
        artifactsResponseSchema,
        `${runPath(entityRef, runId)}/artifacts`,
      ),
    downloadArtifact: async (entityRef, runId, artifactId) => {
      const zip = await calls.fetch(
        `${runPath(entityRef, runId)}/artifacts/${artifactId}/zip`,
      );
      return zip.blob();
    },
    listAnnotations: (entityRef, runId, attempt) =>
      calls.get(
        checkAnnotationsResponseSchema,
        `${runPath(entityRef, runId)}/annotations`,
        { attempt },
      ),
  };
}
