import type { BudgetVerdict } from '@internal/plugin-lighthouse-common';
import { StatusBadge, StatusTone } from '@internal/portal-react';

function judge(verdicts: BudgetVerdict[]): { tone: StatusTone; label: string } {
  const count = (status: BudgetVerdict['status']) =>
    verdicts.filter(verdict => verdict.status === status).length;
  const all = verdicts.length;
  const budgets = all === 1 ? 'budget' : 'budgets';
  const failed = count('failed');
  const unknown = count('unknown');
  if (failed > 0) {
    return { tone: 'failure', label: `${failed} of ${all} ${budgets} missed` };
  }
  if (unknown > 0) {
    return {
      tone: 'warning',
      label: `${unknown} of ${all} ${budgets} not measured`,
    };
  }
  return {
    tone: 'success',
    label: all === 1 ? 'Budget kept' : `All ${all} budgets kept`,
  };
}

/** Whether an audit keeps the budgets of its entity, in a word; nothing where there are none. */
export function BudgetsVerdict(props: {
  verdicts: BudgetVerdict[];
  variant?: 'pill' | 'plain';
}) {
  const { verdicts, variant = 'pill' } = props;
  return verdicts.length === 0 ? null : (
    <StatusBadge {...judge(verdicts)} variant={variant} />
  );
}
