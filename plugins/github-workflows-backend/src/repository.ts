import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  parseProjectSlug,
} from '@internal/plugin-github-workflows-common';
import { problem } from './problems';

/** The GitHub repository of an entity. */
export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

const DEFAULT_HOST = 'github.com';

/**
 * Finds out which repository an entity means: owner and name from `github.com/project-slug`,
 * the host from `backstage.io/source-location`, github.com without one.
 *
 * @throws NotFoundError with code `annotation_missing`, InputError with code `annotation_malformed`
 */
export function repositoryOf(entity: Entity): Repository {
  const slug = entity.metadata.annotations?.[GITHUB_PROJECT_SLUG_ANNOTATION];
  const entityRef = stringifyEntityRef(entity);
  if (!slug) {
    throw problem(
      'absent',
      'annotation_missing',
      `${entityRef} doesn't say which GitHub repository is its own.`,
      `Add the annotation ${GITHUB_PROJECT_SLUG_ANNOTATION}: owner/repository to its catalog file.`,
    );
  }
  const parsed = parseProjectSlug(slug);
  if (!parsed) {
    throw problem(
      'invalid',
      'annotation_malformed',
      `${entityRef} has ${GITHUB_PROJECT_SLUG_ANNOTATION}: ${slug}, which isn't of the form owner/repository.`,
      'Correct the annotation in its catalog file.',
    );
  }
  return { host: hostOf(entity), ...parsed };
}

function hostOf(entity: Entity): string {
  const location = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  if (!location) {
    return DEFAULT_HOST;
  }
  try {
    const { type, target } = parseLocationRef(location);
    return type === 'url' ? new URL(target).host : DEFAULT_HOST;
  } catch {
    return DEFAULT_HOST;
  }
}

/** Key of a repository in caches; GitHub's names don't tell upper from lower case. */
export function repositoryKey(repository: Repository): string {
  return `${repository.host}/${repository.owner}/${repository.repo}`.toLowerCase();
}

/** The repository that a key names, as far as GitHub cares: its names don't tell upper from lower case. */
export function parseRepositoryKey(key: string): Repository {
  const [host, owner, repo] = key.split('/');
  return { host, owner, repo };
}
