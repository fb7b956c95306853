import type {
  Audit,
  Budget,
  BudgetVerdict,
} from '@internal/plugin-lighthouse-common';
import { StatusBadge, StatusTone } from '@internal/portal-react';
import { formatMetric } from '../Metrics';
import styles from './Budgets.module.css';

const LOOKS: Record<
  BudgetVerdict['status'],
  { tone: StatusTone; label: string }
> = {
  passed: { tone: 'success', label: 'Kept' },
  failed: { tone: 'failure', label: 'Missed' },
  unknown: { tone: 'warning', label: 'Not measured' },
};
// The one metric that isn’t a time.
const SHIFT = 'cumulative-layout-shift';

function valueOf(budget: Budget, value: number): string {
  if (budget.kind === 'category') {
    return `${value} %`;
  }
  return formatMetric(value, budget.id === SHIFT ? 'unitless' : 'millisecond');
}

function ruleOf(budget: Budget): string {
  const bound = budget.kind === 'category' ? 'at least' : 'at most';
  return `${bound} ${valueOf(budget, budget.limit)}`;
}

/** Lighthouse’s own name of what a budget is about; its id where the audit doesn’t have it. */
function titleOf({ id }: Budget, audit: Audit | undefined): string {
  return (
    [...(audit?.categories ?? []), ...(audit?.metrics ?? [])].find(
      one => one.id === id,
    )?.title ?? id
  );
}

/** Each budget, what was measured, and whether it is kept. */
export function BudgetList(props: {
  verdicts: BudgetVerdict[];
  /** What they are about. */
  audit: Audit | undefined;
}) {
  const { verdicts, audit } = props;
  return (
    <ul className={styles.list} aria-label="Budgets">
      {verdicts.map(({ budget, actual, status }) => (
        <li key={`${budget.id} ${budget.formFactor} ${budget.limit}`}>
          <StatusBadge {...LOOKS[status]} variant="plain" />
          <span>
            {titleOf(budget, audit)} {ruleOf(budget)}
            {actual !== null && `: ${valueOf(budget, actual)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
