import { z } from 'zod';
import { type Audit, coreMetricIds, formFactorSchema } from './audits';

/** What an entity's pages have to keep: at least a score, or at most a time or a shift. */
export const budgetSchema = z.strictObject({
  /** A category (`performance`), or one of `coreMetricIds`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'is not an id of Lighthouse'),
  kind: z.enum(['category', 'metric']),
  /**
   * Of a category the least score, 0 to 100; of a metric the most, in milliseconds (layout shift:
   * without unit).
   */
  limit: z.number().min(0).max(600_000),
  /** Absent for both. */
  formFactor: formFactorSchema.optional(),
});

/** Whether an audit keeps a budget. */
export const budgetVerdictSchema = z.strictObject({
  budget: budgetSchema,
  /** In the budget's unit; null when it was not measured. */
  actual: z.number().nullable(),
  status: z.enum(['passed', 'failed', 'unknown']),
});

export type Budget = z.infer<typeof budgetSchema>;
export type BudgetVerdict = z.infer<typeof budgetVerdictSchema>;

const BUDGET =
  /^(?:(mobile|desktop)\s*:\s*)?([a-z][a-z0-9-]*)\s*(>=|<=)\s*(\d+(?:\.\d+)?)\s*(ms|s)?$/;
const MAX_BUDGETS = 30;

/** What {@link parseBudgets} finds: what it can't read is named and left out. */
export interface ParsedBudgets {
  budgets: Budget[];
  /** Sentences for whoever wrote it. */
  problems: string[];
}

/**
 * Reads budgets as annotations and configuration write them, with commas between:
 * `performance >= 90, desktop: performance >= 95, largest-contentful-paint <= 2.5 s`.
 */
export function parseBudgets(text: string): ParsedBudgets {
  const budgets: Budget[] = [];
  const problems: string[] = [];
  const parts = text.split(',').map(part => part.trim());
  for (const part of parts.filter(Boolean)) {
    const budget = parseBudget(part);
    if (typeof budget === 'string') {
      problems.push(`“${part.slice(0, 80)}” ${budget}`);
    } else if (budgets.length < MAX_BUDGETS) {
      budgets.push(budget);
    } else {
      problems.push(`Only the first ${MAX_BUDGETS} budgets are kept.`);
      break;
    }
  }
  return { budgets, problems };
}

function parseBudget(text: string): Budget | string {
  const [, formFactor, id, sign, number, unit] = BUDGET.exec(text) ?? [];
  if (id === undefined) {
    return 'is not a budget, such as performance >= 90 or speed-index <= 3 s.';
  }
  const metric = (coreMetricIds as readonly string[]).includes(id);
  if (sign !== (metric ? '<=' : '>=')) {
    return metric
      ? 'is a time or a shift: write <= before the most that is allowed.'
      : 'is a score: write >= before the least that is allowed.';
  }
  if (unit !== undefined && (!metric || id === 'cumulative-layout-shift')) {
    return 'has no unit.';
  }
  const limit = Number(number) * (unit === 's' ? 1000 : 1);
  const parsed = budgetSchema.safeParse({
    id,
    kind: metric ? 'metric' : 'category',
    limit,
    ...(formFactor !== undefined && { formFactor }),
  });
  return parsed.success && (metric || limit <= 100)
    ? parsed.data
    : 'asks for more than can be.';
}

/** How an audit stands to the budgets for its form factor. */
export function judgeBudgets(
  budgets: readonly Budget[],
  audit: Pick<Audit, 'formFactor' | 'categories' | 'metrics'>,
): BudgetVerdict[] {
  return budgets
    .filter(
      ({ formFactor }) => (formFactor ?? audit.formFactor) === audit.formFactor,
    )
    .map(budget => {
      const actual = actualOf(budget, audit);
      if (actual === null) {
        return { budget, actual, status: 'unknown' };
      }
      const kept =
        budget.kind === 'metric'
          ? actual <= budget.limit
          : actual >= budget.limit;
      return { budget, actual, status: kept ? 'passed' : 'failed' };
    });
}

function actualOf(
  { kind, id }: Budget,
  { categories, metrics }: Pick<Audit, 'categories' | 'metrics'>,
): number | null {
  if (kind === 'metric') {
    return metrics.find(metric => metric.id === id)?.value ?? null;
  }
  const score = categories.find(category => category.id === id)?.score ?? null;
  // As Lighthouse's report shows it.
  return score === null ? null : Math.round(score * 100);
}
