import { useApi } from '@backstage/frontend-plugin-api';
import type { Artifact } from '@internal/plugin-github-workflows-common';
import { useMutation } from '@tanstack/react-query';
import { githubWorkflowsApiRef } from '../api';
import { saveFile } from './saveFile';

/** Downloads an artifact to the user's disk; the portal's session goes with the request alone. */
export function useDownloadArtifact(
  entityRef: string,
  runId: number,
  artifact: Artifact,
) {
  const api = useApi(githubWorkflowsApiRef);
  return useMutation({
    mutationFn: async () =>
      saveFile(
        await api.downloadArtifact(entityRef, runId, artifact.id),
        `${artifact.name}.zip`,
      ),
  });
}
