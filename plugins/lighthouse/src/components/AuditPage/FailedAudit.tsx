import { Alert, Link } from '@backstage/ui';
import type { Audit } from '@internal/plugin-lighthouse-common';
import { Section } from '@internal/portal-react';
import { useAuditPaths } from '../../hooks';
import styles from './AuditPage.module.css';

/** An audit without a result: why, in Lighthouse’s own words, and what to do now. */
export function FailedAudit(props: { audit: Audit }) {
  const { failure, retriedAs, warnings } = props.audit;
  const { audit: auditPath } = useAuditPaths();
  return (
    <Section title="Why there is no result">
      <Alert
        role="alert"
        status="danger"
        icon
        title="This audit failed"
        description={
          <>
            <span className={styles.line}>
              {failure?.message ?? 'Nobody wrote down why.'}
            </span>
            <span className={styles.line}>
              {failure?.remedy ??
                'Look whether the page opens, then run it again.'}
            </span>
            {failure && (
              <span className={styles.code}>
                Code: <code>{failure.code}</code>
              </span>
            )}
          </>
        }
      />
      {retriedAs && (
        <Link href={auditPath(retriedAs)}>
          It was tried once more: open that audit
        </Link>
      )}
      {warnings.map(warning => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
    </Section>
  );
}
