import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';

/** A repository on GitHub. */
export interface Repository {
  host: string;
  owner: string;
  repo: string;
}

const PROJECT_SLUG_ANNOTATION = 'github.com/project-slug';
const SLUG = /^([\w.-]{1,100})\/([\w.-]{1,100})$/;
const DEFAULT_HOST = 'github.com';

/**
 * The repository of an entity: owner and name from `github.com/project-slug`, the host from
 * `backstage.io/source-location`; nothing when it says none, or none that can be one.
 */
export function repositoryOf(entity: Entity): Repository | undefined {
  const { annotations = {} } = entity.metadata;
  const [, owner, repo] =
    SLUG.exec(annotations[PROJECT_SLUG_ANNOTATION] ?? '') ?? [];
  // Dots alone would be a step in a path.
  if (!owner || /^\.+$/.test(owner) || /^\.+$/.test(repo)) {
    return undefined;
  }
  return {
    host: hostOf(annotations[ANNOTATION_SOURCE_LOCATION]),
    owner,
    repo,
  };
}

/** Page of a commit of a repository; nothing for what is no SHA. */
export function commitPage(
  { host, owner, repo }: Repository,
  commit: string,
): string | undefined {
  return /^[0-9a-f]{7,64}$/i.test(commit)
    ? `https://${host}/${owner}/${repo}/commit/${commit}`
    : undefined;
}

function hostOf(location: string | undefined): string {
  try {
    const { type, target } = parseLocationRef(location ?? '');
    return type === 'url' ? new URL(target).host : DEFAULT_HOST;
  } catch {
    return DEFAULT_HOST;
  }
}
