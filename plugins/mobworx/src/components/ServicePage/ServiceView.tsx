import { Skeleton } from '@backstage/ui';
import {
  EnvironmentState,
  ServiceState,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { EmptyNote, PartBoundary } from '@internal/portal-react';
import { Suspense } from 'react';
import { ProblemNote, ServiceFacts, StatusSince } from '../ServiceFacts';
import { DeploymentsSection } from './DeploymentsSection';
import { HistorySection } from './HistorySection';
import { serviceDetails } from './serviceDetails';
import styles from './ServicePage.module.css';

function absenceOf(
  environment: EnvironmentState,
  state: ServiceState,
): string | undefined {
  switch (state.status) {
    case 'planned':
      return `${environment.title} is planned: nothing runs there yet.`;
    case 'not-configured':
      return `Add services.${state.service} to ${environment.id} in mobworx.environments of the portal’s configuration.`;
    default:
      return undefined;
  }
}

/** A service in an environment: how it is and was, what of it runs, and what only it has. */
export function ServiceView(props: {
  environments: EnvironmentState[];
  environment: EnvironmentState;
  state: ServiceState;
}) {
  const { environments, environment, state } = props;
  const { service, problem } = state;
  const title = serviceTitles[service];
  const Details = serviceDetails[service];
  const absence = absenceOf(environment, state);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h2 className={styles.heading}>
          {title} in {environment.title}
        </h2>
        <StatusSince state={state} />
      </header>
      {absence ? (
        <EmptyNote title="There is nothing to see here yet">
          {absence}
        </EmptyNote>
      ) : (
        <>
          {problem && <ProblemNote problem={problem} />}
          <div className={styles.now}>
            <ServiceFacts state={state} />
          </div>
          <HistorySection environment={environment.id} service={service} />
          <DeploymentsSection service={service} environments={environments} />
          {Details && (
            <PartBoundary name={title}>
              <Suspense fallback={<Skeleton width="100%" height={240} />}>
                <Details environment={environment.id} />
              </Suspense>
            </PartBoundary>
          )}
        </>
      )}
    </div>
  );
}
