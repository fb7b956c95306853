import type { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  MOBWORX_DEPLOY_BRANCH_ANNOTATION,
  MOBWORX_DEPLOY_INPUTS_ANNOTATION,
  MOBWORX_DEPLOY_WORKFLOW_ANNOTATION,
  MOBWORX_SERVERLESS_SERVICE_ANNOTATION,
  MOBWORX_SERVICE_ANNOTATION,
  ServiceId,
} from '@internal/plugin-mobworx-common';
import { ReadCache } from '@internal/upstream-node';
import { Repository, repositoryOf } from '../github/repository';

/** The component that deploys a service, as the catalog has it. */
export interface DeployedComponent {
  entityRef: string;
  repository?: Repository;
  /** The branch whose successful runs deploy it. */
  branch?: string;
  /** Its stacks are `<that>-<environment>`. */
  serverlessService?: string;
  /** File of the workflow that deploys it when somebody starts it. */
  workflow?: string;
  /** What to fill in there, as the annotation has it. */
  inputs?: string;
}

/** Finds out of the catalog which component deploys a service. */
export class DeployedComponents {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #found: ReadCache;

  /** @param options.rememberMs - how long its answers hold: all looks of a round ask for the same */
  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    rememberMs: number;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#found = new ReadCache({ max: 20, ttlMs: options.rememberMs });
  }

  /** The component of a service; nothing when the catalog has none. */
  async of(service: ServiceId): Promise<DeployedComponent | undefined> {
    const { value } = await this.#found.read(service, async () => {
      const { items } = await this.#catalog.getEntities(
        {
          filter: {
            kind: 'Component',
            [`metadata.annotations.${MOBWORX_SERVICE_ANNOTATION}`]: service,
          },
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      return { component: chooseComponent(items) };
    });
    return value.component;
  }
}

/**
 * Of several components of a service the one that deploys it: the one with a deploy branch, else
 * the service or infrastructure itself. Munits and websites belong to a service, too.
 */
function chooseComponent(entities: Entity[]): DeployedComponent | undefined {
  const byName = [...entities].sort((a, b) =>
    stringifyEntityRef(a).localeCompare(stringifyEntityRef(b)),
  );
  const chosen =
    byName.find(
      ({ metadata }) =>
        metadata.annotations?.[MOBWORX_DEPLOY_BRANCH_ANNOTATION],
    ) ??
    byName.find(({ spec }) =>
      ['service', 'infrastructure'].includes(String(spec?.type)),
    );
  if (!chosen) {
    return undefined;
  }
  const { annotations = {} } = chosen.metadata;
  return {
    entityRef: stringifyEntityRef(chosen),
    repository: repositoryOf(chosen),
    branch: annotations[MOBWORX_DEPLOY_BRANCH_ANNOTATION],
    serverlessService: annotations[MOBWORX_SERVERLESS_SERVICE_ANNOTATION],
    workflow: annotations[MOBWORX_DEPLOY_WORKFLOW_ANNOTATION],
    inputs: annotations[MOBWORX_DEPLOY_INPUTS_ANNOTATION],
  };
}
