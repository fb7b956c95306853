import type { GateStatus } from '@internal/plugin-sonarqube-insights-common';
import { StatusBadge, StatusTone } from '@internal/portal-react';

const LOOKS: Record<GateStatus, { tone: StatusTone; label: string }> = {
  OK: { tone: 'success', label: 'Gate passed' },
  WARN: { tone: 'warning', label: 'Gate passed with warnings' },
  ERROR: { tone: 'failure', label: 'Gate failed' },
  NONE: { tone: 'neutral', label: 'Gate not computed' },
};

/** Whether the code passes the quality gate of its project. */
export function GateBadge(props: {
  status: GateStatus;
  variant?: 'pill' | 'plain';
}) {
  const { tone, label } = LOOKS[props.status];
  return <StatusBadge tone={tone} label={label} variant={props.variant} />;
}

/** The same in words alone, where there is no room for more. */
export function gateInWords(status: GateStatus): string {
  return LOOKS[status].label;
}
