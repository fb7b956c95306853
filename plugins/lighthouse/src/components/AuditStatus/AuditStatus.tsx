import type { AuditStatus as Status } from '@internal/plugin-lighthouse-common';
import { StatusBadge, StatusTone } from '@internal/portal-react';

const LOOKS: Record<Status, { tone: StatusTone; label: string }> = {
  QUEUED: { tone: 'waiting', label: 'Waiting' },
  RUNNING: { tone: 'running', label: 'Running' },
  COMPLETED: { tone: 'success', label: 'Completed' },
  FAILED: { tone: 'failure', label: 'Failed' },
};

/** Where an audit stands, as colour, icon and word. */
export function AuditStatus(props: {
  status: Status;
  variant?: 'pill' | 'plain';
}) {
  return <StatusBadge {...LOOKS[props.status]} variant={props.variant} />;
}
