import { Button, Skeleton } from '@backstage/ui';
import type { DetailsResponse } from '@internal/plugin-sonarqube-insights-common';
import { useCode, useDetails, useEntityRef } from '../../hooks';
import { AnalysisAge } from '../AnalysisAge';
import { GateBadge } from '../GateBadge';
import { OutLink } from '../OutLink';
import { NeverAnalysed, SonarqubePanel } from '../SonarqubePanel';
import { CodePicker } from './CodePicker';
import { GateSection } from './GateSection';
import { IssuesSection } from './IssuesSection';
import { MeasuresSection } from './MeasuresSection';
import styles from './QualityTab.module.css';
import { TrendSection } from './TrendSection';

function describeCode({ code }: DetailsResponse): string {
  if (code.pullRequest) {
    return `pull request #${code.pullRequest}`;
  }
  return code.branch ? `the branch ${code.branch}` : 'its main branch';
}

function Head(props: { details: DetailsResponse }) {
  const { gate, url, analysedAt, version } = props.details;
  return (
    <div className={styles.now}>
      <GateBadge status={gate.status} />
      {analysedAt && <AnalysisAge analysedAt={analysedAt} />}
      {version && <span className={styles.note}>Version {version}</span>}
      <OutLink href={url}>Open in SonarQube</OutLink>
    </div>
  );
}

/**
 * What SonarQube found in the code of an entity: its gate and why it fails, measures of all code
 * and of new code, their course, and the worst issues, of the branch or pull request in the address.
 */
export function QualityTab() {
  const entityRef = useEntityRef();
  const [code, changeCode] = useCode();
  const query = useDetails(entityRef, code);
  const details = query.data;
  const isElsewhere = Boolean(code.branch || code.pullRequest);
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <h2 className={styles.heading}>Code quality</h2>
        <CodePicker entityRef={entityRef} code={code} onChange={changeCode} />
      </div>
      <SonarqubePanel
        query={query}
        label="code quality"
        skeleton={<Skeleton width="100%" height={320} />}
        isEmpty={({ analysedAt }) => analysedAt === undefined}
        empty={
          details && (
            <NeverAnalysed
              project={details.project}
              url={details.url}
              what={describeCode(details)}
            />
          )
        }
      >
        {answer => (
          <>
            <Head details={answer} />
            <GateSection gate={answer.gate} />
            <MeasuresSection details={answer} />
            <TrendSection
              entityRef={entityRef}
              code={code}
              mode={answer.mode}
            />
            <IssuesSection entityRef={entityRef} code={code} />
          </>
        )}
      </SonarqubePanel>
      {query.error && details === undefined && isElsewhere && (
        <Button
          className={styles.back}
          variant="secondary"
          onPress={() => changeCode({})}
        >
          Show the main branch
        </Button>
      )}
    </div>
  );
}
