import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  BUGSNAG_PROJECT_KEY_ANNOTATION,
  bugsnagReadPermission,
  parseProjectKey,
  ProjectRef,
} from '@internal/plugin-bugsnag-common';
import {
  PermissionGate,
  type PermissionGateServices,
  readEntity,
  RecentSubjects,
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
export class Authorization {
  readonly #catalog: CatalogService;
  readonly #gate: PermissionGate;
  readonly #recent = new RecentSubjects<Subject>();

  constructor(options: { catalog: CatalogService } & PermissionGateServices) {
    this.#catalog = options.catalog;
    this.#gate = new PermissionGate(options, {
      usual: bugsnagReadPermission,
      deeds: {
        [bugsnagReadPermission.name]: 'see the errors that Bugsnag collects',
      },
    });
  }

  /**
   * The entity as the caller sees the catalog, with the project that it names. Who was let in to it
   * may read on for five seconds: docs/adr/0008.
   *
   * @throws AuthenticationError for nobody; NotAllowedError with code `not_permitted`;
   *   NotFoundError when the entity is absent or invisible, or names no project
   */
  async subject(req: Request, path: EntityPath): Promise<Subject> {
    // The token is looked at every time.
    await this.#gate.whoever(req);
    return this.#recent.read(req.header('authorization'), path, async () => {
      const credentials = await this.#gate.require(req);
      const entity = await readEntity(this.#catalog, path, credentials);
      return {
        entityRef: stringifyEntityRef(entity),
        project: projectOf(entity),
      };
    });
  }
}

function projectOf(entity: Entity): ProjectRef {
  const name = BUGSNAG_PROJECT_KEY_ANNOTATION;
  const value = entity.metadata.annotations?.[name];
  if (!value) {
    throw problem(
      'absent',
      'annotation_missing',
      `${stringifyEntityRef(entity)} names no project in Bugsnag.`,
      `Add the annotation ${name} to its file in the catalog.`,
    );
  }
  const project = parseProjectKey(value);
  if (!project) {
    throw problem(
      'absent',
      'annotation_malformed',
      `The annotation ${name} of ${stringifyEntityRef(entity)} is malformed.`,
      'Write the name of the organization, a slash, and the name or the API key of the project.',
    );
  }
  return project;
}
