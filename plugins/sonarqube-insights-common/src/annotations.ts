/**
 * Names the project of an entity in SonarQube: `[instance/]project-key`.
 * The annotation and its form are those of `@backstage-community/plugin-sonarqube`.
 */
export const SONARQUBE_PROJECT_KEY_ANNOTATION = 'sonarqube.org/project-key';

/** Name of the instance that is meant where the annotation names none. */
export const DEFAULT_INSTANCE = 'default';

/** A project as the annotation names it. */
export interface ProjectRef {
  /** Name of the instance in the configuration. */
  instance: string;
  key: string;
}

const INSTANCE = /^[\w.-]{1,100}$/;
// SonarQube's own rule: letters, digits, hyphen, underscore, period, colon, and not digits alone.
const PROJECT_KEY = /^(?=.*\D)[\w.:-]{1,400}$/;

/**
 * Reads the value of {@link SONARQUBE_PROJECT_KEY_ANNOTATION}; it is split at its first `/`.
 *
 * @returns the instance and the key, or `undefined` when the value is malformed
 */
export function parseProjectKey(value: string): ProjectRef | undefined {
  const text = value.trim();
  const slash = text.indexOf('/');
  const instance = slash < 0 ? DEFAULT_INSTANCE : text.slice(0, slash);
  const key = text.slice(slash + 1);
  return INSTANCE.test(instance) && PROJECT_KEY.test(key)
    ? { instance, key }
    : undefined;
}

/** The part of an entity that {@link hasSonarqubeProject} reads. */
interface Annotated {
  metadata: { annotations?: Record<string, string> };
}

/** Whether an entity names a project in SonarQube, well or badly. */
export function hasSonarqubeProject(entity: Annotated): boolean {
  return Boolean(
    entity.metadata.annotations?.[SONARQUBE_PROJECT_KEY_ANNOTATION],
  );
}
