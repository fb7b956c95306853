import { Alert, Button } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import { describeError } from '../error';
import styles from './AsyncPanel.module.css';

/** Props of {@link ErrorPanel}. */
export interface ErrorPanelProps {
  error: unknown;
  /** Offered as a button, unless the error is a refusal: asking again wouldn't change it. */
  onRetry?: () => void;
  isRetrying?: boolean;
}

/** An error in words: what happened, why, what to do now, and its code in small print. */
export function ErrorPanel(props: ErrorPanelProps) {
  const { error, onRetry, isRetrying } = props;
  const { title, message, remedy, code, forbidden } = describeError(error);
  return (
    <Alert
      role="alert"
      status={forbidden ? 'warning' : 'danger'}
      icon={forbidden ? <RiLockLine aria-hidden="true" /> : true}
      title={title}
      description={
        <>
          <span className={styles.line}>{message}</span>
          {remedy && <span className={styles.line}>{remedy}</span>}
          {code && (
            <span className={styles.code}>
              Code: <code>{code}</code>
            </span>
          )}
        </>
      }
      customActions={
        onRetry && !forbidden ? (
          <Button
            size="small"
            variant="secondary"
            isPending={isRetrying}
            onPress={onRetry}
          >
            Retry
          </Button>
        ) : undefined
      }
    />
  );
}
