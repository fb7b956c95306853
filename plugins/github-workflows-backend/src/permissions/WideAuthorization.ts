import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  GITHUB_PROJECT_SLUG_ANNOTATION,
  githubWorkflowsReadPermission,
  githubWorkflowsStatusReadPermission,
  OverviewQuery,
} from '@internal/plugin-github-workflows-common';
import { Subject } from '../authorization';
import { problem } from '../problems';
import { repositoryOf } from '../repository';

/** Who may see what that isn't of one entity alone. */
export class WideAuthorization {
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;

  constructor(options: {
    catalog: CatalogService;
    permissions: PermissionsService;
  }) {
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
  }

  /**
   * The entities with a repository that the caller sees in the catalog and may read.
   *
   * @param filter - only those of a System or an owner
   */
  async subjects(
    { system, owner }: OverviewQuery,
    credentials: BackstageCredentials,
  ): Promise<Subject[]> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${GITHUB_PROJECT_SLUG_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
          ...(system && { 'relations.partOf': system }),
          ...(owner && { 'relations.ownedBy': owner }),
        },
        fields: ['apiVersion', 'kind', 'metadata', 'spec.owner'],
      },
      { credentials },
    );
    const permission = githubWorkflowsReadPermission;
    const decisions = await this.#permissions.authorize(
      items.map(entity => ({
        permission,
        resourceRef: stringifyEntityRef(entity),
      })),
      { credentials },
    );
    return items.flatMap((entity, index) => {
      const entityRef = stringifyEntityRef(entity);
      const mayRead = decisions[index].result === AuthorizeResult.ALLOW;
      try {
        return mayRead
          ? [{ entity, entityRef, repository: repositoryOf(entity) }]
          : [];
      } catch {
        // The entity's own tab says what is wrong with its annotation.
        return [];
      }
    });
  }

  /** @throws NotAllowedError with code `not_permitted` */
  async requireStatus(credentials: BackstageCredentials): Promise<void> {
    const [{ result }] = await this.#permissions.authorize(
      [{ permission: githubWorkflowsStatusReadPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw problem(
        'forbidden',
        'not_permitted',
        'Only the platform team sees how the portal itself gets on with GitHub.',
        'Ask the platform team if something here looks slow or old.',
      );
    }
  }
}
