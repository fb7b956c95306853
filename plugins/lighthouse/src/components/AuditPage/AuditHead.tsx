import { Link } from '@backstage/ui';
import type { Audit } from '@internal/plugin-lighthouse-common';
import { RelativeTime } from '@internal/portal-react';
import { RiExternalLinkLine } from '@remixicon/react';
import { useAuditPaths } from '../../hooks';
import { AuditsHead } from '../AuditsLayout';
import { AuditStatus, FormFactorLabel, requesterText } from '../AuditStatus';
import { RunAgain } from '../RunAgain';
import { NewAuditLink } from '../RunnerNotes';
import { DeleteAudit } from './DeleteAudit';

function Measured(props: { audit: Audit }) {
  const { lighthouseVersion, measuredBy, machine } = props.audit;
  if (!lighthouseVersion) {
    return null;
  }
  const where =
    measuredBy === 'audit-service'
      ? 'by the audit service'
      : machine && `on ${machine}`;
  return (
    <span>
      Measured with Lighthouse {lighthouseVersion} {where}
    </span>
  );
}

/** Which page was audited, as which device, when and by whom; and what can be done now. */
export function AuditHead(props: { audit: Audit }) {
  const { audit } = props;
  const { root } = useAuditPaths();
  const requester = requesterText(audit.requestedBy);
  return (
    <AuditsHead
      back={{ href: root, label: 'All audits' }}
      title={
        <Link href={audit.url} target="_blank" rel="noopener noreferrer">
          {audit.url} <RiExternalLinkLine size={16} aria-hidden="true" />
        </Link>
      }
      about={
        <>
          <AuditStatus status={audit.status} />
          <FormFactorLabel formFactor={audit.formFactor} />
          <span>
            Asked for <RelativeTime iso={audit.timeCreated} /> {requester}
          </span>
          <Measured audit={audit} />
        </>
      }
      actions={
        <>
          <RunAgain url={audit.url} formFactor={audit.formFactor} />
          <NewAuditLink
            url={audit.url}
            formFactor={audit.formFactor}
            variant="secondary"
          />
          <DeleteAudit audit={audit} />
        </>
      }
    />
  );
}
