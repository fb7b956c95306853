import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import styles from './LighthouseReport.module.css';

const ReportCanvas = lazy(() => import('./ReportCanvas'));

/**
 * A whole Lighthouse report, drawn by Lighthouse’s own renderer, which is loaded when the first one
 * is shown: it is larger than the rest of the plugin.
 *
 * @param props.lhr - the result as Lighthouse wrote it
 */
export function LighthouseReport(props: { lhr: object }) {
  return (
    <Suspense
      fallback={
        <div
          className={styles.loading}
          role="status"
          aria-busy="true"
          aria-label="Loading the full report"
        >
          <Skeleton width="100%" height={120} />
          <Skeleton width="100%" height={320} />
        </div>
      }
    >
      <ReportCanvas lhr={props.lhr} />
    </Suspense>
  );
}
