import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  EnvironmentState,
  ServiceState,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { RiArrowRightSLine } from '@remixicon/react';
import { serviceRouteRef } from '../../routes';
import { ProblemNote, ServiceFacts, StatusSince } from '../ServiceFacts';
import styles from './ServiceMatrix.module.css';

const ABSENT: Partial<Record<ServiceState['status'], string>> = {
  planned: 'The roadmap announces this environment; nothing runs there yet.',
  'not-configured': 'The portal isn’t told where it is.',
};

function DetailsLink(props: {
  environment: EnvironmentState;
  service: ServiceState['service'];
}) {
  const { environment, service } = props;
  const serviceLink = useRouteRef(serviceRouteRef);
  return (
    <Link
      href={serviceLink?.({ environment: environment.id, service })}
      aria-label={`Details of ${serviceTitles[service]} in ${environment.title}`}
      className={styles.details}
    >
      Details <RiArrowRightSLine size={16} aria-hidden="true" />
    </Link>
  );
}

/** A service in an environment; what isn't there says why. */
export function ServiceCell(props: {
  environment: EnvironmentState;
  state: ServiceState;
}) {
  const { environment, state } = props;
  const { status, problem, service } = state;
  const absent = ABSENT[status];
  if (absent) {
    return (
      <div className={styles.cell}>
        <StatusSince state={state} />
        <p className={styles.absent}>
          {problem ? `${problem.message} ${problem.remedy}` : absent}
        </p>
      </div>
    );
  }
  return (
    <div className={styles.cell}>
      <div className={styles.cellHead}>
        <StatusSince state={state} />
        <DetailsLink environment={environment} service={service} />
      </div>
      {problem && <ProblemNote problem={problem} />}
      <ServiceFacts state={state} />
    </div>
  );
}
