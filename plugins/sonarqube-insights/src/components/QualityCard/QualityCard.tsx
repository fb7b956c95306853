import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import {
  dashboardUrl,
  Summary,
} from '@internal/plugin-sonarqube-insights-common';
import { PartBoundary } from '@internal/portal-react';
import { useEntityRef, useSummary } from '../../hooks';
import { mainRows, measureOf, modeOf } from '../../words/metricRows';
import { AnalysisAge } from '../AnalysisAge';
import { GateBadge, gateInWords } from '../GateBadge';
import { MetricValue } from '../MetricValue';
import { OutLink } from '../OutLink';
import { NeverAnalysed, SonarqubePanel } from '../SonarqubePanel';
import styles from './QualityCard.module.css';

function Numbers(props: { summary: Summary }) {
  const { summary } = props;
  const { project, analysedAt } = summary;
  return (
    <div className={styles.content}>
      <dl className={styles.tiles}>
        {mainRows(modeOf(summary)).map(row => (
          <div key={row.title} className={styles.tile}>
            <dt className={styles.name}>{row.title}</dt>
            <dd className={styles.value}>
              <MetricValue
                title={row.title}
                unit={row.unit}
                value={measureOf(summary, row.overall)}
                rating={measureOf(summary, row.rating)}
                url={row.url(project, {}, false)}
              />
            </dd>
          </div>
        ))}
      </dl>
      {analysedAt && <AnalysisAge analysedAt={analysedAt} />}
    </div>
  );
}

/** A card for the overview of an entity: its quality gate and the few numbers behind it. */
export function QualityCard() {
  const entityRef = useEntityRef();
  const query = useSummary(entityRef);
  const summary = query.data;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.head}>
          <Text as="h2" variant="title-x-small" weight="bold">
            Code quality
          </Text>
          {summary?.analysedAt && (
            <OutLink
              href={dashboardUrl(summary.project)}
              label={`${gateInWords(summary.gateStatus)}: ${summary.project.name}`}
            >
              <GateBadge status={summary.gateStatus} />
            </OutLink>
          )}
        </div>
      </CardHeader>
      <CardBody className={styles.body}>
        <PartBoundary name="Code quality">
          <SonarqubePanel
            query={query}
            label="code quality"
            skeleton={<Skeleton width="100%" height={120} />}
            isEmpty={({ analysedAt }) => analysedAt === undefined}
            empty={
              summary && (
                <NeverAnalysed
                  project={summary.project}
                  url={dashboardUrl(summary.project)}
                />
              )
            }
          >
            {data => <Numbers summary={data} />}
          </SonarqubePanel>
        </PartBoundary>
      </CardBody>
    </Card>
  );
}
