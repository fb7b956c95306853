import { Alert } from '@backstage/ui';
import { useRunnerState } from '../../hooks';
import styles from './RunnerNotes.module.css';

/**
 * What stands above audits: that none can be run and what would change that, who may ask for one,
 * and what the platform team has to say about those that are here. What is stored can be read
 * whatever it says.
 */
export function RunnerNotes() {
  const { data } = useRunnerState();
  if (!data) {
    return null;
  }
  const { runner, may, notice } = data;
  return (
    <>
      {!runner.available && (
        <Alert
          role="status"
          status="warning"
          icon
          title="No audits can be run at the moment"
          description={
            <>
              <span className={styles.line}>{runner.reason}</span>
              <span className={styles.line}>
                {runner.remedy} Everything measured before can still be read.
              </span>
            </>
          }
        />
      )}
      {runner.available && !may.create && (
        <Alert
          status="info"
          icon
          title="You may look at audits, but not ask for one"
          description="People of MobWorx may: sign in with your own account."
        />
      )}
      {notice && (
        <Alert
          status="info"
          icon
          title="About these audits"
          description={notice}
        />
      )}
    </>
  );
}
