import { auditIdSchema } from '@internal/plugin-lighthouse-common';
import { AsyncPanel, describeError, EmptyNote } from '@internal/portal-react';
import { useParams } from 'react-router-dom';
import { useAudit, useAuditPaths } from '../../hooks';
import { AuditsHead } from '../AuditsLayout';
import styles from './AuditPage.module.css';
import { AuditView } from './AuditView';

function NoSuchAudit() {
  const { root } = useAuditPaths();
  return (
    <>
      <AuditsHead
        back={{ href: root, label: 'All audits' }}
        title="There is no such audit"
      />
      <EmptyNote title="It was deleted, or the address isn’t complete">
        Audits are kept for a limited time. Choose another one from the list.
      </EmptyNote>
    </>
  );
}

function KnownAudit(props: { id: string }) {
  const audit = useAudit(props.id);
  if (describeError(audit.error).code === 'audit_not_found') {
    return <NoSuchAudit />;
  }
  return (
    <AsyncPanel query={audit} label="audit">
      {answer => <AuditView answer={answer} />}
    </AsyncPanel>
  );
}

/** One audit: where it stands, what it found, what changed, and its whole report. */
export function AuditPage() {
  const { id = '' } = useParams();
  return (
    <div className={styles.page}>
      {auditIdSchema.safeParse(id).success ? (
        <KnownAudit id={id} />
      ) : (
        <NoSuchAudit />
      )}
    </div>
  );
}
