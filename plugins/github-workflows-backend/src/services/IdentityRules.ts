import { DispatchIdentity } from '@internal/plugin-github-workflows-common';
import picomatch from 'picomatch';
import { Repository } from '../repository';

/** Workflows that run as the portal's GitHub App: of these entities or repositories, these files. */
export interface AppIdentityRule {
  /** Patterns of entity refs, such as `component:default/studio-*`. */
  entities?: string[];
  /** Patterns of `owner/repository`. */
  repositories?: string[];
  /** Patterns of file names, such as `deploy-*.yml`. */
  files: string[];
}

const PATTERN = { nocase: true, dot: true };

/** Decides as whom a workflow is run: as the person, unless a rule of the platform team names it. */
export class IdentityRules {
  readonly #rules: Array<
    (entityRef: string, slug: string, file: string) => boolean
  >;

  constructor(rules: AppIdentityRule[]) {
    this.#rules = rules.map(({ entities, repositories, files }) => {
      const isEntity = picomatch(entities ?? [], PATTERN);
      const isRepository = picomatch(repositories ?? [], PATTERN);
      const isFile = picomatch(files, PATTERN);
      return (entityRef, slug, file) =>
        isFile(file) && (isEntity(entityRef) || isRepository(slug));
    });
  }

  /** As whom a workflow of an entity is run. */
  of(workflow: {
    entityRef: string;
    repository: Repository;
    file: string;
  }): DispatchIdentity {
    const { entityRef, repository, file } = workflow;
    const slug = `${repository.owner}/${repository.repo}`;
    return this.#rules.some(matches => matches(entityRef, slug, file))
      ? 'app'
      : 'user';
  }
}
