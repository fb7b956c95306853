import type { Entity } from '@backstage/catalog-model';
import {
  type Audit,
  type Budget,
  declaredPagesOf,
  type EntityAuditsResponse,
  type EntityPageResult,
  type FormFactor,
  formFactorSchema,
  judgeBudgets,
  LIGHTHOUSE_BUDGETS_ANNOTATION,
  LIGHTHOUSE_WEBSITE_URL_ANNOTATION,
  parseBudgets,
} from '@internal/plugin-lighthouse-common';
import { problem } from '../problems';
import { compareCategories } from '../report/compare';
import type { AuditStore } from '../store/AuditStore';

/** How the pages of an entity do. */
export class EntityAuditService {
  readonly #audits: AuditStore;
  readonly #budgets: Budget[];

  /** @param options.budgets - for entities that have none of their own */
  constructor(options: { audits: AuditStore; budgets: Budget[] }) {
    this.#audits = options.audits;
    this.#budgets = options.budgets;
  }

  /** @throws NotFoundError with code `annotation_missing` */
  async read(entity: Entity): Promise<EntityAuditsResponse> {
    const { pages, problems } = declaredPagesOf(entity);
    if (pages.length === 0 && problems.length === 0) {
      throw problem(
        'absent',
        'annotation_missing',
        `${entity.metadata.name} declares no website.`,
        `Add the annotation ${LIGHTHOUSE_WEBSITE_URL_ANNOTATION} to its catalog file.`,
      );
    }
    const own = entity.metadata.annotations?.[LIGHTHOUSE_BUDGETS_ANNOTATION];
    const parsed = parseBudgets(own ?? '');
    const budgets = own === undefined ? this.#budgets : parsed.budgets;
    const audits = await this.#audits.newestOf(pages.map(({ url }) => url));
    return {
      pages: pages.map(page => ({
        ...page,
        results: formFactorSchema.options.map(formFactor =>
          resultOf(
            audits.filter(audit => audit.url === page.url),
            formFactor,
            budgets,
          ),
        ),
      })),
      problems: [
        ...problems,
        ...parsed.problems.map(
          text => `${LIGHTHOUSE_BUDGETS_ANNOTATION}: ${text}`,
        ),
      ]
        .slice(0, 100)
        .map(text => text.slice(0, 500)),
    };
  }
}

function resultOf(
  audits: Audit[],
  formFactor: FormFactor,
  budgets: Budget[],
): EntityPageResult {
  const ofThis = audits.filter(audit => audit.formFactor === formFactor);
  const [last] = ofThis;
  const [completed, previous] = ofThis.filter(
    ({ status }) => status === 'COMPLETED',
  );
  return {
    formFactor,
    ...(last && { lastAudit: last }),
    ...(completed && { lastCompletedAudit: completed }),
    changes:
      completed && previous
        ? compareCategories(previous.categories, completed.categories)
        : [],
    budgets: completed
      ? judgeBudgets(budgets, completed)
      : judgeBudgets(budgets, { formFactor, categories: [], metrics: [] }),
  };
}
