import { Text } from '@backstage/ui';
import type { Audit } from '@internal/plugin-lighthouse-common';
import { Duration, Section } from '@internal/portal-react';
import styles from './AuditPage.module.css';

function waitingText(before: number | undefined): string {
  if (!before) {
    return 'It is the next one.';
  }
  return before === 1
    ? 'One audit comes before it.'
    : `${before} audits come before it.`;
}

/** An audit that waits or runs, how far it is, live. */
export function LiveAudit(props: { audit: Audit }) {
  const { audit } = props;
  const { status, progress, waitingBehind, timeStarted, attempt } = audit;
  const isWaiting = status === 'QUEUED';
  return (
    <Section title={isWaiting ? 'Waiting for its turn' : 'Running'}>
      <div role="status" className={styles.live}>
        <Text as="p">
          {isWaiting
            ? waitingText(waitingBehind)
            : (progress?.step ?? 'The browser is being started')}
        </Text>
      </div>
      <progress
        className={styles.progress}
        aria-label="Progress of the audit"
        max={isWaiting ? undefined : progress?.of}
        value={!isWaiting && progress?.of ? progress.done : undefined}
      />
      <Text as="p" color="secondary">
        {isWaiting ? (
          'One audit runs at a time, so that they don’t disturb each other.'
        ) : (
          <>
            For <Duration from={timeStarted} />. Most audits take half a minute
            to a minute.
          </>
        )}{' '}
        {attempt > 1 && 'This is its second attempt: the first one broke off.'}{' '}
        You may leave this page; the audit goes on.
      </Text>
    </Section>
  );
}
