import type {
  Audit,
  AuditCategory,
  AuditMetric,
  CategoryChange,
  ChangeDirection,
  CheckChange,
  Comparison,
  Lhr,
  MetricChange,
} from '@internal/plugin-lighthouse-common';

type Check = Lhr['audits'][string];

const MAX_CHECKS = 500;
// Scores have two digits.
const LEAST_SCORE_CHANGE = 0.0095;
// A page isn't as fast twice; what is less than this is chance.
const LEAST_TIME_SHARE = 0.05;
const LEAST_TIME_MS = 20;
const LEAST_SHIFT = 0.01;

/** Compares the scores of two audits, category by category. */
export function compareCategories(
  before: readonly AuditCategory[],
  after: readonly AuditCategory[],
): CategoryChange[] {
  return pairs(before, after).map(([then, now]) => ({
    ...named(then, now),
    ...changed(then?.score, now?.score, scoreDirection),
  }));
}

/** Compares two audits and the reports that they have. */
export function compareAudits(
  before: { audit: Audit; report: Lhr },
  after: { audit: Audit; report: Lhr },
): Comparison {
  const { checks, unchanged } = compareChecks(before.report, after.report);
  return {
    before: before.audit,
    after: after.audit,
    categories: compareCategories(
      before.audit.categories,
      after.audit.categories,
    ),
    metrics: compareMetrics(before.audit.metrics, after.audit.metrics),
    checks: checks.slice(0, MAX_CHECKS),
    unchanged,
    cautions: cautionsOf(before.audit, after.audit),
  };
}

function compareMetrics(
  before: AuditMetric[],
  after: AuditMetric[],
): MetricChange[] {
  return pairs(before, after).map(([then, now]) => {
    const unit = (now ?? then)!.unit;
    return {
      ...named(then, now),
      unit,
      ...changed(then?.value, now?.value, (from, to) => {
        const least =
          unit === 'unitless'
            ? LEAST_SHIFT
            : Math.max(LEAST_TIME_MS, from * LEAST_TIME_SHARE);
        if (Math.abs(to - from) < least) {
          return 'same';
        }
        return to < from ? 'better' : 'worse';
      }),
    };
  });
}

function compareChecks(before: Lhr, after: Lhr) {
  const ids = new Set([
    ...Object.keys(before.audits),
    ...Object.keys(after.audits),
  ]);
  const counting = [categoriesByCheck(before), categoriesByCheck(after)];
  const all = [...ids].flatMap((id): CheckChange[] => {
    const [then, now] = [checkOf(before, id), checkOf(after, id)];
    const categories = counting
      .map(of => of.get(id))
      .find(found => found !== undefined);
    // What counts nowhere is for Lighthouse's own use.
    if (!categories || (!hasSay(then) && !hasSay(now))) {
      return [];
    }
    return [
      {
        id,
        title: (now ?? then)!.title.slice(0, 1000),
        categories,
        ...changed(
          then && effectiveScore(then),
          now && effectiveScore(now),
          scoreDirection,
        ),
        ...(then?.displayValue !== undefined && {
          displayBefore: then.displayValue.slice(0, 500),
        }),
        ...(now?.displayValue !== undefined && {
          displayAfter: now.displayValue.slice(0, 500),
        }),
      },
    ];
  });
  const checks = all
    .filter(({ direction }) => direction !== 'same')
    .sort((one, other) => rank(one) - rank(other));
  return { checks, unchanged: all.length - checks.length };
}

/** The worst loss first, then the greatest gain, then what can't be said. */
function rank({ direction, change }: CheckChange): number {
  switch (direction) {
    case 'worse':
      return change!;
    case 'better':
      return 2 - change!;
    default:
      return 3;
  }
}

function categoriesByCheck({ categories }: Lhr): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [category, { auditRefs }] of Object.entries(categories)) {
    for (const { id } of auditRefs) {
      const known = found.get(id) ?? [];
      if (known.length < 30) {
        found.set(id, [...known, category]);
      }
    }
  }
  return found;
}

function checkOf({ audits }: Lhr, id: string): Check | undefined {
  return Object.hasOwn(audits, id) ? audits[id] : undefined;
}

const SILENT = new Set(['informative', 'manual']);

/** Whether a check judges the page. */
function hasSay(check: Check | undefined): boolean {
  return check !== undefined && !SILENT.has(check.scoreDisplayMode ?? '');
}

/** A page without images has no image without text: that is as good as it gets. */
function effectiveScore({ score, scoreDisplayMode }: Check): number | null {
  return scoreDisplayMode === 'notApplicable' ? 1 : score;
}

function changed(
  before: number | null | undefined,
  after: number | null | undefined,
  direction: (before: number, after: number) => ChangeDirection,
) {
  const values = { before: before ?? null, after: after ?? null };
  if (before === undefined || after === undefined) {
    return {
      ...values,
      change: null,
      direction: (before === undefined
        ? 'added'
        : 'removed') as ChangeDirection,
    };
  }
  if (before === null || after === null) {
    return {
      ...values,
      change: null,
      direction: (before === after ? 'same' : 'unknown') as ChangeDirection,
    };
  }
  return {
    ...values,
    // Without the dust of binary fractions.
    change: Number((after - before).toFixed(6)),
    direction: direction(before, after),
  };
}

function scoreDirection(before: number, after: number): ChangeDirection {
  if (Math.abs(after - before) < LEAST_SCORE_CHANGE) {
    return 'same';
  }
  return after > before ? 'better' : 'worse';
}

/** What two lists have of each id, in the order of the newer one. */
function pairs<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
): Array<[T | undefined, T | undefined]> {
  const ids = new Set([...after, ...before].map(({ id }) => id));
  const of = (list: readonly T[], id: string) =>
    list.find(one => one.id === id);
  return [...ids].map(id => [of(before, id), of(after, id)]);
}

function named(
  before: { id: string; title: string } | undefined,
  after: { id: string; title: string } | undefined,
) {
  const { id, title } = (after ?? before)!;
  return { id, title };
}

function cautionsOf(before: Audit, after: Audit): string[] {
  const cautions: string[] = [];
  if (before.url !== after.url) {
    cautions.push('These are two different pages.');
  }
  if (before.lighthouseVersion !== after.lighthouseVersion) {
    cautions.push(
      `Lighthouse ${before.lighthouseVersion ?? '?'} measured the first, ${after.lighthouseVersion ?? '?'} the second: it may judge otherwise.`,
    );
  }
  if (
    before.measuredBy !== after.measuredBy ||
    before.machine !== after.machine
  ) {
    cautions.push(
      'They were measured on two machines, so their times compare badly.',
    );
  }
  return cautions;
}
