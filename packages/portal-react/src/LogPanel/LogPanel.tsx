import { Alert, Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import styles from './LogPanel.module.css';

// The viewer and what it stands on are large, and most pages never show a log.
const LogLines = lazy(() =>
  import('./LogLines').then(module => ({ default: module.LogLines })),
);

/** Props of {@link LogPanel}. */
export interface LogPanelProps {
  /** The log as it came, ANSI colours included. It is only ever shown as text. */
  text: string;
  /** Whether the backend cut the log. */
  truncated?: boolean;
}

/** A log with line numbers, search and colours; draws only the lines in view. */
export function LogPanel(props: LogPanelProps) {
  const { text, truncated } = props;
  return (
    <>
      {truncated && (
        <Alert
          status="info"
          icon
          title="Only a part of this log is shown: it is longer than the portal reads."
        />
      )}
      <div className={styles.lines}>
        <Suspense fallback={<Skeleton width="100%" height="100%" />}>
          <LogLines text={text} />
        </Suspense>
      </div>
    </>
  );
}
