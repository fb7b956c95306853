import { StatusBadge } from '@internal/portal-react';
import { describeSeverity, describeStatus } from '../../words/errorWords';

/** How bad the events of an error are. */
export function SeverityBadge(props: { severity: string }) {
  const { label, tone } = describeSeverity(props.severity);
  return <StatusBadge tone={tone} label={label} variant="plain" />;
}

/** What the team does about an error. */
export function ErrorStatusBadge(props: { status: string }) {
  const { label, tone } = describeStatus(props.status);
  return <StatusBadge tone={tone} label={label} variant="plain" />;
}
