import { Alert } from '@backstage/ui';
import { RelativeTime, useNow } from '@internal/portal-react';
import styles from './AnalysisAge.module.css';

// By then most of the code that people work on has changed.
const OLD_DAYS = 30;
const DAY_MS = 86_400_000;
const RENEW_MS = 3_600_000;

/** When the code was analysed, and that this is long ago where it is. */
export function AnalysisAge(props: { analysedAt: string }) {
  const { analysedAt } = props;
  const now = useNow(RENEW_MS);
  const isOld = now - Date.parse(analysedAt) > OLD_DAYS * DAY_MS;
  return isOld ? (
    <Alert
      role="note"
      status="warning"
      icon
      title={
        <>
          These findings are old: analysed <RelativeTime iso={analysedAt} />
        </>
      }
      description="They don’t know what changed since. Look in the component’s workflows why it is no longer analysed."
    />
  ) : (
    <span className={styles.age}>
      Analysed <RelativeTime iso={analysedAt} />
    </span>
  );
}
