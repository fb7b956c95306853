import {
  AuditAction,
  auditActionSchema,
  AuditOutcome,
  auditOutcomeSchema,
} from '@internal/plugin-github-workflows-common';
import type { StatusTone } from '@internal/portal-react';

/** What was done, in words. */
export const ACTIONS: Record<AuditAction, string> = {
  dispatch: 'Ran the workflow',
  rerun: 'Ran it again',
  'rerun-failed': 'Ran what failed again',
  'rerun-job': 'Ran one job again',
  cancel: 'Cancelled the run',
  'force-cancel': 'Cancelled it by force',
  approve: 'Approved a deployment',
  reject: 'Rejected a deployment',
  enable: 'Enabled the workflow',
  disable: 'Disabled the workflow',
};

/** What came of it, in words. */
export const OUTCOMES: Record<
  AuditOutcome,
  { tone: StatusTone; label: string }
> = {
  pending: { tone: 'running', label: 'Under way' },
  done: { tone: 'success', label: 'Done' },
  refused: { tone: 'neutral', label: 'Refused' },
  failed: { tone: 'failure', label: 'Failed' },
  unknown: { tone: 'warning', label: 'Not known' },
};

export const actionOptions = auditActionSchema.options.map(action => ({
  id: action,
  label: ACTIONS[action],
}));

export const outcomeOptions = auditOutcomeSchema.options.map(outcome => ({
  id: outcome,
  label: OUTCOMES[outcome].label,
}));
