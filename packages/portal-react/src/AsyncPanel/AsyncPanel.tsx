import { Skeleton } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './AsyncPanel.module.css';
import { ErrorPanel } from './ErrorPanel';
import { Freshness, StaleNote } from './StaleNote';

/** What {@link AsyncPanel} needs of a TanStack query. */
export interface AsyncPanelQuery<T> {
  data: T | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** Props of {@link AsyncPanel}. */
export interface AsyncPanelProps<T> {
  query: AsyncPanelQuery<T>;
  /** What is being loaded, in a word or two: said to screen readers while it loads. */
  label: string;
  /** In the shape of what is to come; three bars by default. */
  skeleton?: ReactNode;
  /** Shown when there is nothing to show. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  children: (data: T) => ReactNode;
}

function DefaultSkeleton() {
  return (
    <>
      <Skeleton width="60%" height={20} />
      <Skeleton width="100%" height={20} />
      <Skeleton width="80%" height={20} />
    </>
  );
}

/**
 * One of the five states of a view: loading, error, forbidden, empty or data, and above data that
 * may be old a note since when. Data whose renewal failed stays, with the error above it.
 */
export function AsyncPanel<T>(props: AsyncPanelProps<T>) {
  const { query, label, skeleton, empty, isEmpty, children } = props;
  const { data, error, isFetching, refetch } = query;

  if (data === undefined && error) {
    return (
      <ErrorPanel
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  if (data === undefined) {
    return (
      <div
        className={styles.skeleton}
        role="status"
        aria-busy="true"
        aria-label={`Loading ${label}`}
      >
        {skeleton ?? <DefaultSkeleton />}
      </div>
    );
  }
  return (
    <>
      {error ? (
        <ErrorPanel
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <StaleNote freshness={data as Freshness} />
      )}
      {isEmpty?.(data) ? empty : children(data)}
    </>
  );
}
