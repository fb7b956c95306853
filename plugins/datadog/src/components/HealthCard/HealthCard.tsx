import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import type { SiteResponse } from '@internal/plugin-datadog-common';
import { PartBoundary, withQuery } from '@internal/portal-react';
import type { ReactNode } from 'react';
import { useEntityRef, useEnvironment, useSite, useSummary } from '../../hooks';
import { entityContentRouteRef } from '../../routes';
import { DatadogPanel } from '../DatadogPanel';
import { EnvironmentChoice } from '../EnvironmentChoice';
import { PartView } from '../PartView';
import styles from './HealthCard.module.css';
import { Incidents, Monitors, Slos } from './HealthParts';

function Row(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.part}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}

function Parts(props: { environment: string }) {
  const { environment } = props;
  const query = useSummary(useEntityRef(), { environment });
  const retry = { onRetry: query.refetch, isRetrying: query.isFetching };
  return (
    <DatadogPanel
      query={query}
      label="health"
      skeleton={<Skeleton width="100%" height={120} />}
    >
      {({ monitors, slos, incidents }) => (
        <dl className={styles.parts}>
          <Row name="Monitors">
            <PartView part={monitors} {...retry}>
              {value => <Monitors monitors={value} />}
            </PartView>
          </Row>
          <Row name="SLOs">
            <PartView part={slos} {...retry}>
              {value => <Slos slos={value} />}
            </PartView>
          </Row>
          <Row name="Incidents">
            <PartView part={incidents} {...retry}>
              {value => <Incidents incidents={value} />}
            </PartView>
          </Row>
        </dl>
      )}
    </DatadogPanel>
  );
}

function Content(props: { site: SiteResponse }) {
  const { environments } = props.site;
  const [environment, changeEnvironment] = useEnvironment(environments);
  const tab = useRouteRef(entityContentRouteRef)?.();
  return (
    <>
      <CardBody>
        <div className={styles.parts}>
          <EnvironmentChoice
            environments={environments}
            value={environment}
            onChange={changeEnvironment}
          />
          <Parts environment={environment.name} />
        </div>
      </CardBody>
      {tab && (
        <CardFooter>
          <Link href={withQuery(tab, { environment: environment.name })}>
            Monitors, SLOs, charts and events
          </Link>
        </CardFooter>
      )}
    </>
  );
}

/** A card for the overview of an entity: how it is, by its monitors, SLOs and incidents. */
export function HealthCard() {
  const query = useSite();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          Health in Datadog
        </Text>
      </CardHeader>
      <PartBoundary name="Health in Datadog">
        <DatadogPanel
          query={query}
          label="health"
          skeleton={<Skeleton width="100%" height={120} />}
        >
          {site => <Content site={site} />}
        </DatadogPanel>
      </PartBoundary>
    </Card>
  );
}
