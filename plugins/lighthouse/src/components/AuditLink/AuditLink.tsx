import { Link, VisuallyHidden } from '@backstage/ui';
import type { AuditSummary } from '@internal/plugin-lighthouse-common';
import { RelativeTime } from '@internal/portal-react';
import { useAuditPaths } from '../../hooks';
import { formFactorWords } from '../AuditStatus';

/** Leads to an audit by its age; what it is of is said to whoever hears the link alone. */
export function AuditLink(props: { audit: AuditSummary }) {
  const { id, url, formFactor, timeCreated } = props.audit;
  const { audit: auditPath } = useAuditPaths();
  return (
    <Link href={auditPath(id)}>
      <RelativeTime iso={timeCreated} />
      <VisuallyHidden>
        {`, audit of ${url} on ${formFactorWords[formFactor].label.toLowerCase()}`}
      </VisuallyHidden>
    </Link>
  );
}
