import { Alert } from '@backstage/ui';
import type { AuditResponse } from '@internal/plugin-lighthouse-common';
import { useLocation } from 'react-router-dom';
import { RunnerNotes } from '../RunnerNotes';
import { AuditHead } from './AuditHead';
import { AuditHistory } from './AuditHistory';
import styles from './AuditPage.module.css';
import { CompletedAudit } from './CompletedAudit';
import { FailedAudit } from './FailedAudit';
import { LiveAudit } from './LiveAudit';

function Outcome(props: { answer: AuditResponse }) {
  const { audit, previousAuditId } = props.answer;
  switch (audit.status) {
    case 'COMPLETED':
      return (
        <CompletedAudit
          key={audit.id}
          audit={audit}
          previousAuditId={previousAuditId}
        />
      );
    case 'FAILED':
      return <FailedAudit audit={audit} />;
    default:
      return <LiveAudit audit={audit} />;
  }
}

/** A known audit beside the others of its page and form factor. */
export function AuditView(props: { answer: AuditResponse }) {
  const { answer } = props;
  const { state } = useLocation();
  return (
    <>
      <AuditHead audit={answer.audit} />
      <RunnerNotes />
      {state?.joined === true && (
        <Alert
          role="status"
          status="info"
          icon
          title="This page was already being audited"
          description="Somebody or the schedule asked before you: this is that audit."
        />
      )}
      <div className={styles.columns}>
        <AuditHistory audit={answer.audit} />
        <div className={styles.outcome}>
          <Outcome answer={answer} />
        </div>
      </div>
    </>
  );
}
