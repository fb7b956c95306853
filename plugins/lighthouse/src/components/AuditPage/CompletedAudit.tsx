import type { Audit, Comparison } from '@internal/plugin-lighthouse-common';
import {
  AsyncPanel,
  EmptyNote,
  Section,
  useViewParam,
} from '@internal/portal-react';
import { useComparison, useReport } from '../../hooks';
import { LighthouseReport } from '../LighthouseReport';
import { MetricTiles } from '../Metrics';
import { Change, pointsOf, Score } from '../Score';
import styles from './AuditPage.module.css';
import { ComparisonSection } from './ComparisonSection';

function Scores(props: { audit: Audit; comparison: Comparison | undefined }) {
  const { audit, comparison } = props;
  return (
    <dl className={styles.scores}>
      {audit.categories.map(({ id, title, score }) => {
        const change = comparison?.categories.find(one => one.id === id);
        return (
          <div key={id} className={styles.score}>
            <dt>{title}</dt>
            <dd>
              <Score score={score} variant="pill" />
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
  );
}

function Warnings(props: { warnings: string[] }) {
  const { warnings } = props;
  return warnings.length === 0 ? null : (
    <Section title="What may have disturbed this audit">
      <ul className={styles.warnings}>
        {warnings.map(warning => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Section>
  );
}

function Report(props: { audit: Audit }) {
  const report = useReport(props.audit.id);
  return (
    <AsyncPanel query={report} label="report">
      {lhr => <LighthouseReport lhr={lhr} />}
    </AsyncPanel>
  );
}

function ComparedAudit(props: { audit: Audit; beforeId: string | undefined }) {
  const { audit, beforeId } = props;
  const comparison = useComparison(audit.id, beforeId);
  return (
    <>
      <Section title="Scores">
        <Scores audit={audit} comparison={comparison.data} />
        <MetricTiles
          metrics={audit.metrics}
          changes={comparison.data?.metrics}
        />
      </Section>
      <Warnings warnings={audit.warnings} />
      <ComparisonSection audit={audit} query={comparison} />
    </>
  );
}

function SingleAudit(props: { audit: Audit }) {
  const { audit } = props;
  return (
    <>
      <Section title="Scores">
        <Scores audit={audit} comparison={undefined} />
        <MetricTiles metrics={audit.metrics} />
      </Section>
      <Warnings warnings={audit.warnings} />
    </>
  );
}

/** An audit with a result: scores, what changed since an earlier one, and the full report. */
export function CompletedAudit(props: {
  audit: Audit;
  previousAuditId: string | undefined;
}) {
  const { audit, previousAuditId } = props;
  const [beforeId] = useViewParam('with');
  return (
    <>
      {previousAuditId || beforeId ? (
        <ComparedAudit audit={audit} beforeId={beforeId} />
      ) : (
        <SingleAudit audit={audit} />
      )}
      <Section title="Full report">
        {audit.hasReport ? (
          <Report audit={audit} />
        ) : (
          <EmptyNote title="Its report isn’t kept any more">
            The scores stay; a new audit brings a new report.
          </EmptyNote>
        )}
      </Section>
    </>
  );
}
