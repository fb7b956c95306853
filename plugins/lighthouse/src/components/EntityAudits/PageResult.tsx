import { Link, Text } from '@backstage/ui';
import type {
  Audit,
  EntityPageResult,
} from '@internal/plugin-lighthouse-common';
import { useAuditPaths } from '../../hooks';
import { AuditLink } from '../AuditLink';
import { AuditStatus, FormFactorLabel } from '../AuditStatus';
import { BudgetList, BudgetsVerdict } from '../Budgets';
import { WebVitals } from '../Metrics';
import { RunAgain } from '../RunAgain';
import { Change, pointsOf, Score } from '../Score';
import styles from './EntityAudits.module.css';

function LastAudit(props: { audit: Audit }) {
  const { audit } = props;
  return (
    <div className={styles.last}>
      <AuditStatus status={audit.status} />
      <AuditLink audit={audit} />
      {audit.progress && <span>{audit.progress.step}</span>}
      {audit.failure && <span>{audit.failure.message}</span>}
    </div>
  );
}

function Measured(props: { audit: Audit; result: EntityPageResult }) {
  const { audit, result } = props;
  return (
    <>
      <dl className={styles.scores}>
        {audit.categories.map(({ id, title, score }) => {
          const change = result.changes.find(one => one.id === id);
          return (
            <div key={id}>
              <dt>{title}</dt>
              <dd>
                <Score score={score} />
                {change && (
                  <Change
                    direction={change.direction}
                    amount={pointsOf(change.change)}
                  />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <WebVitals metrics={audit.metrics} />
      {result.budgets.length > 0 && (
        <>
          <div>
            <BudgetsVerdict verdicts={result.budgets} />
          </div>
          <BudgetList verdicts={result.budgets} audit={audit} />
        </>
      )}
    </>
  );
}

/** The newest audit of a page on one form factor, and the scores of the newest that has some. */
export function PageResult(props: { url: string; result: EntityPageResult }) {
  const { url, result } = props;
  const { formFactor, lastAudit, lastCompletedAudit } = result;
  const { audit: auditPath } = useAuditPaths();
  return (
    <div className={styles.result}>
      <div className={styles.resultHead}>
        <h4 className={styles.formFactor}>
          <FormFactorLabel formFactor={formFactor} />
        </h4>
        <RunAgain
          url={url}
          formFactor={formFactor}
          isFirst={!lastAudit}
          variant="secondary"
          size="small"
        />
      </div>
      {lastAudit ? (
        <LastAudit audit={lastAudit} />
      ) : (
        <Text as="p" color="secondary">
          Not audited yet
        </Text>
      )}
      {lastCompletedAudit && lastCompletedAudit.id !== lastAudit?.id && (
        <Text as="p" color="secondary">
          These are the scores of{' '}
          <Link href={auditPath(lastCompletedAudit.id)}>
            the last audit that has some
          </Link>
          .
        </Text>
      )}
      {lastCompletedAudit && (
        <Measured audit={lastCompletedAudit} result={result} />
      )}
    </div>
  );
}
