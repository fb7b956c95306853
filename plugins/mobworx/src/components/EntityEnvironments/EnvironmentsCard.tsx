import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  CardHeader,
  Link,
  Skeleton,
  Text,
} from '@backstage/ui';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import { AsyncPanel } from '@internal/portal-react';
import {
  PlacedService,
  useEntityService,
  useMobworxSignals,
  useStatus,
} from '../../hooks';
import { serviceRouteRef } from '../../routes';
import { counted } from '../counted';
import { NoEnvironments } from '../NoEnvironments';
import { DeploymentProblemNote, StatusSince } from '../ServiceFacts';
import styles from './EntityEnvironments.module.css';

function Row(props: { place: PlacedService }) {
  const { environment, state } = props.place;
  const serviceLink = useRouteRef(serviceRouteRef);
  const { version, aheadOfProduction } = state.deployment ?? {};
  return (
    <li className={styles.row}>
      <Link
        href={serviceLink?.({
          environment: environment.id,
          service: state.service,
        })}
        aria-label={`${serviceTitles[state.service]} in ${environment.title}`}
      >
        {environment.title}
      </Link>
      <StatusSince state={state} />
      {version && (
        <span className={styles.version}>
          {version}
          {aheadOfProduction
            ? `, ${counted(aheadOfProduction, 'commit')} ahead`
            : ''}
        </span>
      )}
      {state.deploymentProblem && (
        <DeploymentProblemNote problem={state.deploymentProblem} />
      )}
    </li>
  );
}

/** A card for the overview of an entity: how the service that it is does in each environment. */
export function EnvironmentsCard() {
  useMobworxSignals();
  const { placesIn } = useEntityService();
  const status = useStatus();
  return (
    <Card className={styles.card}>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          Environments
        </Text>
      </CardHeader>
      <CardBody>
        <AsyncPanel
          query={status}
          label="environments"
          skeleton={<Skeleton width="100%" height={72} />}
          isEmpty={({ environments }) => placesIn(environments).length === 0}
          empty={<NoEnvironments />}
        >
          {({ environments }) => (
            <ul className={styles.rows}>
              {placesIn(environments).map(place => (
                <Row key={place.environment.id} place={place} />
              ))}
            </ul>
          )}
        </AsyncPanel>
      </CardBody>
    </Card>
  );
}
