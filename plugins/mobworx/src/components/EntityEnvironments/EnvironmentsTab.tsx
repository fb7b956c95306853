import { Skeleton } from '@backstage/ui';
import { serviceTitles } from '@internal/plugin-mobworx-common';
import { AsyncPanel, PartBoundary } from '@internal/portal-react';
import { useEntityService, useMobworxSignals, useStatus } from '../../hooks';
import { NoEnvironments } from '../NoEnvironments';
import { ServiceCell } from '../ServiceMatrix';
import { DeploymentsSection } from '../ServicePage';
import styles from './EntityEnvironments.module.css';

/** The tab of an entity: the service that it is, in each environment, and what of it runs where. */
export function EnvironmentsTab() {
  useMobworxSignals();
  const { service, placesIn } = useEntityService();
  const status = useStatus();
  return (
    <div className={styles.tab}>
      <h2 className={styles.heading}>
        {serviceTitles[service]} by environment
      </h2>
      <AsyncPanel
        query={status}
        label="environments"
        skeleton={<Skeleton width="100%" height={220} />}
        isEmpty={({ environments }) => placesIn(environments).length === 0}
        empty={<NoEnvironments />}
      >
        {({ environments }) => (
          <>
            <ul className={styles.places}>
              {placesIn(environments).map(({ environment, state }) => (
                <li key={environment.id}>
                  <h3 className={styles.subheading}>{environment.title}</h3>
                  <PartBoundary name={environment.title}>
                    <ServiceCell environment={environment} state={state} />
                  </PartBoundary>
                </li>
              ))}
            </ul>
            <DeploymentsSection
              service={service}
              environments={environments}
              onlyPromotion
            />
          </>
        )}
      </AsyncPanel>
    </div>
  );
}
