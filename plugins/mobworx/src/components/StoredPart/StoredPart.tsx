import { Alert, Button } from '@backstage/ui';
import type { Problem, Stored } from '@internal/plugin-mobworx-common';
import { EmptyNote, RelativeTime, Section } from '@internal/portal-react';
import type { ReactNode } from 'react';
import styles from './StoredPart.module.css';

/** Props of {@link StoredPart}. */
export interface StoredPartProps<T> {
  /** What it is about, as in “Rooms can’t be seen”. */
  title: string;
  /** As the backend has stored it. */
  stored: Stored<T>;
  isEmpty?: (value: T) => boolean;
  /** Shown when what was seen is that there is nothing. */
  empty?: ReactNode;
  /** Reads what is stored again; the backend looks by itself, whether or not somebody asks. */
  onRetry: () => void;
  children: (value: T) => ReactNode;
}

function ProblemNote(props: {
  title: ReactNode;
  problem: Problem;
  status: 'danger' | 'warning';
  onRetry: () => void;
}) {
  const { title, problem, status, onRetry } = props;
  return (
    <Alert
      role={status === 'danger' ? 'alert' : 'status'}
      status={status}
      icon
      title={title}
      description={
        <>
          <span className={styles.line}>{problem.message}</span>
          <span className={styles.line}>{problem.remedy}</span>
          <span className={styles.code}>
            Code: <code>{problem.code}</code>
          </span>
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          Retry
        </Button>
      }
    />
  );
}

/** What is known of the part, in words above it or instead of it. */
function Content<T>(props: StoredPartProps<T>) {
  const { title, stored, isEmpty, empty, onRetry, children } = props;
  const { value, takenAt, problem } = stored;
  if (value === undefined) {
    return problem ? (
      <ProblemNote
        title={`${title} can’t be seen`}
        problem={problem}
        status="danger"
        onRetry={onRetry}
      />
    ) : (
      <EmptyNote title="The portal hasn’t looked yet">
        It looks by itself; what it sees appears here.
      </EmptyNote>
    );
  }
  return (
    <>
      {problem && (
        <ProblemNote
          title={
            <>
              This may be out of date
              {takenAt && (
                <>
                  : last seen <RelativeTime iso={takenAt} />
                </>
              )}
            </>
          }
          problem={problem}
          status="warning"
          onRetry={onRetry}
        />
      )}
      {isEmpty?.(value) ? empty : children(value)}
    </>
  );
}

/**
 * One part of a service's page: not seen yet, can't be seen, nothing there, or what was seen, with
 * its age where it may be old. What goes wrong in it stays in it.
 */
export function StoredPart<T>(props: StoredPartProps<T>) {
  const { title, stored } = props;
  const { value, problem, takenAt } = stored;
  return (
    <Section
      title={title}
      action={
        value !== undefined &&
        !problem &&
        takenAt && (
          <span className={styles.looked}>
            Seen <RelativeTime iso={takenAt} />
          </span>
        )
      }
    >
      <Content {...props} />
    </Section>
  );
}
