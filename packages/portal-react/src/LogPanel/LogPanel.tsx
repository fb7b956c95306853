import { Skeleton } from '@backstage/ui';
import { lazy, ReactNode, Suspense } from 'react';
import type { LogBuffer } from './LogBuffer';
import styles from './LogPanel.module.css';
import type { LogSection } from './logRows';
import type { LogOptions } from './LogToolbar';

// Most pages never show a log.
const LogView = lazy(() =>
  import('./LogView').then(module => ({ default: module.LogView })),
);

/** Props of {@link LogPanel}. */
export interface LogPanelProps {
  log: LogBuffer;
  /** Lines that the log has so far: the log grows, and this tells that it did. */
  lineCount: number;
  /** Parts with a heading that folds them, in the order of the log; none for a plain log. */
  sections: LogSection[];
  /** Heading of a part; on one row, without anything to press. */
  heading: (section: LogSection) => ReactNode;
  /** The line, from 1, to look at; another one is gone to. */
  line: number | undefined;
  options: LogOptions;
  onOptions: (options: LogOptions) => void;
  /** Address of this page with a line, from 1, to look at. */
  hrefOf: (line: number) => string;
  /** A line, from 1, was picked: its address should become that of the page. */
  onPickLine: (line: number) => void;
  /** Name under which the log is saved. */
  fileName: string;
}

/**
 * A log with foldable parts and groups, search, colours, its errors, and links to lines. Only the
 * rows in view are drawn, and only their lines are made into text, so that it stays quick with
 * 100 MB. The log is only ever shown as text.
 */
export function LogPanel(props: LogPanelProps) {
  return (
    <div className={styles.panel}>
      <Suspense fallback={<Skeleton width="100%" height="10rem" />}>
        <LogView {...props} />
      </Suspense>
    </div>
  );
}
