/**
 * Names the project of an entity in Bugsnag: `<organization>/<project name or API key>`.
 * The annotation and its form are those of `@roadiehq/backstage-plugin-bugsnag`.
 */
export const BUGSNAG_PROJECT_KEY_ANNOTATION = 'bugsnag.com/project-key';

/** A project as the annotation names it. */
export interface ProjectRef {
  /** The organization's name or its slug, exactly. */
  organization: string;
  /** The project's name, exactly; absent where the API key names it. */
  name?: string;
  /** The project's API key: 32 hexadecimal digits. */
  apiKey?: string;
}

const ORGANIZATION = /^[^/\p{Cc}]{1,100}$/u;
const NAME = /^\P{Cc}{1,200}$/u;
const API_KEY = /^[0-9a-f]{32}$/i;

/**
 * Reads the value of {@link BUGSNAG_PROJECT_KEY_ANNOTATION}. It is split at its first `/`, so the
 * name of a project may have one and that of an organization may not.
 *
 * @returns the organization and the project, or `undefined` when the value is malformed
 */
export function parseProjectKey(value: string): ProjectRef | undefined {
  const slash = value.indexOf('/');
  const organization = value.slice(0, Math.max(slash, 0)).trim();
  const project = value.slice(slash + 1).trim();
  if (!ORGANIZATION.test(organization) || !NAME.test(project)) {
    return undefined;
  }
  return API_KEY.test(project)
    ? { organization, apiKey: project.toLocaleLowerCase('en-US') }
    : { organization, name: project };
}
