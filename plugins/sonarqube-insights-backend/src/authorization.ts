import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseProjectKey,
  ProjectRef,
  SONARQUBE_PROJECT_KEY_ANNOTATION,
  sonarqubeInsightsReadPermission,
} from '@internal/plugin-sonarqube-insights-common';
import {
  PermissionGate,
  PermissionGateServices,
  readEntity,
} from '@internal/upstream-node';
import type { Request } from 'express';
import { problem } from './problems';

/** An entity that the caller may see, with its project. */
export interface Subject {
  entityRef: string;
  project: ProjectRef;
}

interface EntityPath {
  kind: string;
  namespace: string;
  name: string;
}

/** Who may see what; every route asks here and nowhere else. */
export class Authorization extends PermissionGate {
  readonly #catalog: CatalogService;

  constructor(services: PermissionGateServices & { catalog: CatalogService }) {
    super(services, {
      usual: sonarqubeInsightsReadPermission,
      deeds: {
        [sonarqubeInsightsReadPermission.name]: 'see what SonarQube found',
      },
    });
    this.#catalog = services.catalog;
  }

  /**
   * The entity as the caller sees the catalog, with its project.
   *
   * @throws those of {@link require}; NotFoundError when the entity is absent or invisible, or
   *   names no project
   */
  async subject(req: Request, path: EntityPath): Promise<Subject> {
    const credentials = await this.require(req);
    const entity = await readEntity(this.#catalog, path, credentials);
    return {
      entityRef: stringifyEntityRef(entity),
      project: projectOf(entity),
    };
  }

  /** Many entities as the caller sees the catalog, in the order of the refs. */
  async entities(
    req: Request,
    entityRefs: string[],
  ): Promise<Array<Entity | undefined>> {
    const credentials = await this.require(req);
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    return items;
  }
}

/**
 * The project of an entity.
 *
 * @throws NotFoundError with code `annotation_missing` or `annotation_malformed`
 */
export function projectOf(entity: Entity): ProjectRef {
  const name = SONARQUBE_PROJECT_KEY_ANNOTATION;
  const value = entity.metadata.annotations?.[name];
  if (!value) {
    throw problem(
      'absent',
      'annotation_missing',
      `${stringifyEntityRef(entity)} names no project in SonarQube.`,
      `Add the annotation ${name} to its file in the catalog.`,
    );
  }
  const project = parseProjectKey(value);
  if (!project) {
    throw problem(
      'absent',
      'annotation_malformed',
      `The annotation ${name} of ${stringifyEntityRef(entity)} is malformed.`,
      'Write the project key, or the name of the server, a slash and the project key.',
    );
  }
  return project;
}
