import { Artifact } from '@internal/plugin-github-workflows-common';
import { Fresh, ReadCache } from '@internal/upstream-node';
import { problem } from '../problems';
import { Repository, repositoryKey } from '../repository';
import { ArtifactAnswer, artifactsAnswer } from './resultAnswers';
import { GithubGateway } from './GithubGateway';
import { runNotFound } from './RunReader';

// Runs keep artifacts while they go on, and every open page of such a run asks.
const KEEP_MS = 15_000;
// 500 artifacts: more than a matrix of 256 jobs makes.
const MAX_PAGES = 5;

/** Reads what runs have kept, and opens it. */
export class ArtifactReader {
  readonly #gateway: GithubGateway;
  readonly #cache = new ReadCache({ max: 500, ttlMs: KEEP_MS });

  constructor(gateway: GithubGateway) {
    this.#gateway = gateway;
  }

  /** The artifacts of all attempts of a run. */
  list(
    repository: Repository,
    runId: number,
  ): Promise<Fresh<{ items: Artifact[]; more: boolean }>> {
    return this.#cache.read(
      `${repositoryKey(repository)}:${runId}`,
      async () => {
        const items: Artifact[] = [];
        for (let page = 1; page <= MAX_PAGES; page++) {
          const answer = await this.#gateway.read(repository, {
            route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
            parameters: { run_id: runId, per_page: 100, page },
            answer: artifactsAnswer,
            absent: () => runNotFound(runId),
          });
          items.push(...answer.artifacts.map(mapArtifact));
          if (
            items.length >= answer.total_count ||
            answer.artifacts.length === 0
          ) {
            return { items, more: false };
          }
        }
        return { items, more: true };
      },
    );
  }

  /**
   * Opens the zip of an artifact that is known to be a run's of this repository.
   *
   * @throws NotFoundError with code `artifact_expired` or `artifact_not_found`
   */
  async open(
    repository: Repository,
    artifact: Artifact,
    signal: AbortSignal,
  ): Promise<Response> {
    if (artifact.expired) {
      throw artifactExpired(artifact);
    }
    return this.#gateway.openDownload(
      repository,
      {
        route:
          'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
        parameters: { artifact_id: artifact.id, archive_format: 'zip' },
        absent: status =>
          status === 410
            ? artifactExpired(artifact)
            : artifactNotFound(artifact.id),
      },
      signal,
    );
  }
}

/** There is no such artifact of this run, or not any more. */
export function artifactNotFound(id: number) {
  return problem(
    'absent',
    'artifact_not_found',
    `This run has no artifact ${id}.`,
    'Choose one on the page of the run: this one may have been deleted.',
  );
}

function artifactExpired({ name }: Artifact) {
  return problem(
    'absent',
    'artifact_expired',
    `GitHub has deleted the content of the artifact ${name}: its time was over.`,
    'Run the job that makes it again; the step that keeps it says for how many days.',
  );
}

function mapArtifact(artifact: ArtifactAnswer): Artifact {
  return {
    id: artifact.id,
    name: artifact.name,
    sizeBytes: artifact.size_in_bytes,
    expired: artifact.expired,
    createdAt: artifact.created_at ?? undefined,
    expiresAt: artifact.expires_at ?? undefined,
    digest: artifact.digest ?? undefined,
  };
}
