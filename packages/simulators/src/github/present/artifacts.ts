import type { Artifact } from '../actions/artifacts';
import { nodeId, timestamp, type Links } from './links';

/** `artifact` of the API. */
export function artifactObject(artifact: Artifact, links: Links, now: number) {
  const { run } = artifact;
  const url = links.api(
    `/repos/${run.repository.fullName}/actions/artifacts/${artifact.id}`,
  );
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expiresAt <= now,
    digest: artifact.digest,
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}
