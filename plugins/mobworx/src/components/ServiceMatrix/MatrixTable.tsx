import {
  EnvironmentState,
  serviceIds,
  ServiceId,
  serviceTitles,
} from '@internal/plugin-mobworx-common';
import { PartBoundary } from '@internal/portal-react';
import type { CSSProperties } from 'react';
import { ServiceCell } from './ServiceCell';
import styles from './ServiceMatrix.module.css';

const tierInWords = {
  production: 'reaches users',
  'non-production': 'for trials',
  planned: 'planned',
};

function Cell(props: { environment: EnvironmentState; service: ServiceId }) {
  const { environment, service } = props;
  const state = environment.services.find(one => one.service === service);
  return (
    <td className={styles.td}>
      <span className={styles.narrowTitle} aria-hidden="true">
        {environment.title}
      </span>
      <PartBoundary name={`${serviceTitles[service]} in ${environment.title}`}>
        {state && <ServiceCell environment={environment} state={state} />}
      </PartBoundary>
    </td>
  );
}

/** Services by environments; on a phone the rows become stacks of cards. */
export function MatrixTable(props: { environments: EnvironmentState[] }) {
  const { environments } = props;
  return (
    <div className={styles.scroll}>
      <table
        className={styles.table}
        style={{ '--environments': environments.length } as CSSProperties}
      >
        <thead className={styles.thead}>
          <tr>
            <th scope="col" className={styles.corner}>
              Service
            </th>
            {environments.map(({ id, title, tier }) => (
              <th key={id} scope="col" data-tier={tier}>
                {title} <span className={styles.tier}>{tierInWords[tier]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {serviceIds.map(service => (
            <tr key={service} className={styles.tr}>
              <th scope="row" className={styles.service}>
                {serviceTitles[service]}
              </th>
              {environments.map(environment => (
                <Cell
                  key={environment.id}
                  environment={environment}
                  service={service}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
