import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { isServiceId } from '@internal/plugin-mobworx-common';
import { AsyncPanel, EmptyNote } from '@internal/portal-react';
import { RiArrowLeftSLine } from '@remixicon/react';
import { useParams } from 'react-router-dom';
import { useStatus } from '../../hooks';
import { environmentsRouteRef } from '../../routes';
import styles from './ServicePage.module.css';
import { ServiceView } from './ServiceView';

/** The page of one service in one environment. */
export function ServicePage() {
  const { environment: id, service } = useParams();
  const status = useStatus();
  const environmentsLink = useRouteRef(environmentsRouteRef);
  return (
    <div className={styles.page}>
      <Link href={environmentsLink?.()} className={styles.back}>
        <RiArrowLeftSLine size={16} aria-hidden="true" /> All environments
      </Link>
      <AsyncPanel query={status} label="service">
        {({ environments }) => {
          const environment = environments.find(one => one.id === id);
          const state =
            isServiceId(service ?? '') &&
            environment?.services.find(one => one.service === service);
          return environment && state ? (
            <ServiceView
              key={`${environment.id} ${state.service}`}
              environments={environments}
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
              Choose one on the page of all environments.
            </EmptyNote>
          );
        }}
      </AsyncPanel>
    </div>
  );
}
