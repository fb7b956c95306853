import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import {
  DASHBOARD_URL_ANNOTATION,
  SiteResponse,
} from '@internal/plugin-datadog-common';
import { PartBoundary } from '@internal/portal-react';
import { useSite } from '../../hooks';
import { DatadogPanel } from '../DatadogPanel';
import { Graphs, Refusals, useEmbeds } from '../Embeds';
import styles from './GraphCard.module.css';

function Content(props: { site: SiteResponse }) {
  const embeds = useEmbeds(props.site);
  return (
    <>
      {/* What is wrong with the dashboards, the tab says. */}
      <Refusals
        refused={embeds.refused.filter(
          ({ annotation }) => annotation !== DASHBOARD_URL_ANNOTATION,
        )}
        site={props.site}
      />
      <Graphs embeds={embeds} site={props.site} />
    </>
  );
}

/** A card for the overview of an entity: the graphs that its annotation names. */
export function GraphCard() {
  const query = useSite();
  const title = 'Datadog graph';
  return (
    <Card className={styles.card}>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody className={styles.body}>
        <PartBoundary name={title}>
          <DatadogPanel
            query={query}
            label="graphs"
            skeleton={<Skeleton width="100%" height={300} />}
          >
            {site => <Content site={site} />}
          </DatadogPanel>
        </PartBoundary>
      </CardBody>
    </Card>
  );
}
