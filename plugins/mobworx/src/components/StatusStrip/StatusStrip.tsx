import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton } from '@backstage/ui';
import {
  EnvironmentState,
  ServiceState,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { AsyncPanel } from '@internal/portal-react';
import { useMobworxSignals, useStatus } from '../../hooks';
import { environmentsRouteRef, serviceRouteRef } from '../../routes';
import { NoEnvironments } from '../NoEnvironments';
import { ServiceStatus } from '../ServiceStatus';
import styles from './StatusStrip.module.css';

function ServiceLink(props: {
  environment: EnvironmentState;
  state: ServiceState;
}) {
  const { environment, state } = props;
  const serviceLink = useRouteRef(serviceRouteRef);
  return (
    <li className={styles.service}>
      <Link
        href={serviceLink?.({
          environment: environment.id,
          service: state.service,
        })}
      >
        {serviceTitles[state.service]}
      </Link>
      <ServiceStatus status={state.status} variant="plain" />
    </li>
  );
}

/** All services in all environments that run, in a line each; for the home page. */
export function StatusStrip() {
  useMobworxSignals();
  const status = useStatus();
  const environmentsLink = useRouteRef(environmentsRouteRef);
  return (
    <AsyncPanel
      query={status}
      label="environments"
      skeleton={<Skeleton width="100%" height={96} />}
      isEmpty={({ environments }) => environments.length === 0}
      empty={<NoEnvironments />}
    >
      {({ environments }) => (
        <>
          {environments
            .filter(({ tier }) => tier !== 'planned')
            .map(environment => (
              <section key={environment.id} className={styles.environment}>
                <h3 className={styles.title}>{environment.title}</h3>
                <ul
                  className={styles.services}
                  aria-label={`Services in ${environment.title}`}
                >
                  {environment.services.map(state => (
                    <ServiceLink
                      key={state.service}
                      environment={environment}
                      state={state}
                    />
                  ))}
                </ul>
              </section>
            ))}
          <Link href={environmentsLink?.()} className={styles.all}>
            All environments
          </Link>
        </>
      )}
    </AsyncPanel>
  );
}
