import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import styles from './LogPanel.module.css';

// Most pages never show a log.
const LogLines = lazy(() =>
  import('./LogLines').then(module => ({ default: module.LogLines })),
);

/** Props of {@link LogPanel}. */
export interface LogPanelProps {
  /** The log as it came, ANSI colours included. It is only ever shown as text. */
  text: string;
  /** The line, from 1, that is in view at first. */
  startAtLine?: number;
}

/**
 * A log with line numbers, search and colours; draws only the lines in view.
 *
 * Our own rather than the `LogViewer` of core-components: that one gives its line numbers the role
 * of table rows without a table and its buttons no names, so screen readers can't use it.
 */
export function LogPanel(props: LogPanelProps) {
  const { text, startAtLine } = props;
  return (
    <div className={styles.panel}>
      <Suspense fallback={<Skeleton width="100%" height="10rem" />}>
        <LogLines text={text} startAtLine={startAtLine} />
      </Suspense>
    </div>
  );
}
