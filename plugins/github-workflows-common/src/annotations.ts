/**
 * Names the GitHub repository of an entity, `owner/repository`.
 * The annotation and its form are Backstage's own.
 */
export const GITHUB_PROJECT_SLUG_ANNOTATION = 'github.com/project-slug';

/** A repository as the annotation names it; the host comes from the entity's source location. */
export interface ProjectSlug {
  owner: string;
  repo: string;
}

// GitHub's own limits: an owner has up to 39 characters, a repository up to 100.
const SLUG = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/;

/**
 * Reads the value of {@link GITHUB_PROJECT_SLUG_ANNOTATION}.
 *
 * @returns the owner and the repository, or `undefined` when the value isn't of the form `owner/repository`
 */
export function parseProjectSlug(value: string): ProjectSlug | undefined {
  const match = SLUG.exec(value.trim());
  if (!match || match[2] === '.' || match[2] === '..') {
    return undefined;
  }
  return { owner: match[1], repo: match[2] };
}
