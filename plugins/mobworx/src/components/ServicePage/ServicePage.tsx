import { Link, Skeleton, Text } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  EnvironmentState,
  isServiceId,
  ServiceState,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { AsyncPanel, EmptyNote, PartBoundary } from '@internal/portal-react';
import { Suspense } from 'react';
import { useParams } from 'react-router-dom';
import { useStatus } from '../../hooks';
import { environmentsRouteRef } from '../../routes';
import { ServiceStatus } from '../ServiceStatus';
import { serviceDetails } from './serviceDetails';

function ServiceView(props: {
  environment: EnvironmentState;
  state: ServiceState;
}) {
  const { environment, state } = props;
  const title = serviceTitles[state.service];
  const Details = serviceDetails[state.service];
  const isRunning = !['planned', 'not-configured'].includes(state.status);
  return (
    <>
      <header>
        <Text as="h2" variant="title-small" weight="bold">
          {title} in {environment.title}
        </Text>
        <ServiceStatus status={state.status} />
      </header>
      {isRunning && Details && (
        <PartBoundary name={title}>
          <Suspense fallback={<Skeleton height={240} />}>
            <Details environment={environment.id} />
          </Suspense>
        </PartBoundary>
      )}
    </>
  );
}

/** One service in one environment. */
export function ServicePage() {
  const { environment: id, service } = useParams();
  const status = useStatus();
  const environmentsLink = useRouteRef(environmentsRouteRef);
  return (
    <AsyncPanel query={status} label="service">
      {({ environments }) => {
        const environment = environments.find(one => one.id === id);
        const state =
          isServiceId(service ?? '') &&
          environment?.services.find(one => one.service === service);
        return environment && state ? (
          <ServiceView
            key={`${environment.id} ${state.service}`}
            environment={environment}
            state={state}
          />
        ) : (
          <EmptyNote
            title={
              environment
                ? `There is no service ${service}`
                : `There is no environment ${id}`
            }
          >
            <Link href={environmentsLink?.()}>All environments</Link>
          </EmptyNote>
        );
      }}
    </AsyncPanel>
  );
}
